import { invalidateAll } from '$app/navigation';
import type { Desk } from '../desk.svelte.ts';
import type { Tab } from './Side.svelte';
import type { Standing } from './standing.svelte.ts';

/** Asking for the proof of the issue, and taking the issue back from those who decide. */
export class Proofing {
	isBusy = $state(false);

	#desk: Desk;
	#standing: Standing;
	#look: (tab: Tab) => unknown;

	constructor(desk: Desk, standing: Standing, look: (tab: Tab) => unknown) {
		this.#desk = desk;
		this.#standing = standing;
		this.#look = look;
	}

	/** What is on the screen is saved first; what keeps it back is shown. */
	request = async (): Promise<void> => {
		const fault = await this.#turn('POST', 'BAT demandé.');
		if (fault) await this.#standing.look();
		this.#look(fault ? 'checks' : 'proof');
	};

	takeBack = async (): Promise<void> => {
		await this.#turn('DELETE', 'Numéro repris : à vous de corriger.');
		document.getElementById('titre-numero')?.focus();
	};

	async #turn(method: 'POST' | 'DELETE', done: string): Promise<string> {
		const { composing } = this.#desk;
		this.isBusy = true;
		const isSaved = await composing.save();
		const fault = isSaved ? await this.#standing.act(method, 'bat') : 'Le numéro n’est pas enregistré : réessayez.';
		await invalidateAll();
		this.isBusy = false;
		composing.tell(fault || done);
		return fault;
	}
}

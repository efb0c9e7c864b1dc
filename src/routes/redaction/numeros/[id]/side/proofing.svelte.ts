import { invalidateAll } from '$app/navigation';
import { seriesCodes } from '#editions/publications/index.ts';
import type { Desk } from '../desk.svelte.ts';
import type { Tab } from './Side.svelte';
import type { Standing } from './standing.svelte.ts';

/** Asking for the proof of the issue, and taking the issue back from those who decide. */
export class Proofing {
	isBusy = $state(false);
	/** A reason is being asked for. */
	isExplaining = $state(false);

	#desk: Desk;
	#standing: Standing;
	#look: (tab: Tab) => unknown;

	constructor(desk: Desk, standing: Standing, look: (tab: Tab) => unknown) {
		this.#desk = desk;
		this.#standing = standing;
		this.#look = look;
	}

	/**
	 * What is on the screen is saved first; what keeps it back is shown. In a pre-election period, what departs from the
	 * series is explained: `reason` is asked for.
	 */
	request = async (reason = ''): Promise<void> => {
		if (!this.#standing.lines) await this.#standing.look();
		this.isExplaining = !reason && (this.#standing.lines ?? []).some(({ code }) => seriesCodes.includes(code));
		if (this.isExplaining) return;
		const fault = await this.#turn('POST', 'BAT demandé.', { reason });
		if (fault) await this.#standing.look();
		this.#look(fault ? 'checks' : 'proof');
	};

	takeBack = async (): Promise<void> => {
		await this.#turn('DELETE', 'Numéro repris : à vous de corriger.');
		document.getElementById('titre-numero')?.focus();
	};

	async #turn(method: 'POST' | 'DELETE', done: string, body?: unknown): Promise<string> {
		const { composing } = this.#desk;
		this.isBusy = true;
		const isSaved = await composing.save();
		const fault = isSaved
			? await this.#standing.act(method, 'bat', body)
			: 'Le numéro n’est pas enregistré : réessayez.';
		await invalidateAll();
		this.isBusy = false;
		composing.tell(fault || done);
		return fault;
	}
}

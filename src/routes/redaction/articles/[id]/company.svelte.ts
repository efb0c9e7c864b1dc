import type { Guest, Present, Remark } from '#editorial/articles/index.ts';
import { ask } from './asking.ts';
import type { Slot } from './slot.ts';
import type { Writing } from './writing.svelte.ts';

/** Milliseconds between two signs of life; shorter while the session has expired, so that it goes on at once. */
const delays = { usual: 12_000, waiting: 4_000 };

type Told = { others: Present[]; version: number; remarks: Remark[]; guests: Guest[] };

type Opening = { agentId: string; url: string; remarks: Remark[]; guests: Guest[] };

/** Who else is at this text, and what they do to it: asked every few seconds while the page is open. */
export class Company {
	others = $state.raw<Present[]>([]);
	remarks = $state.raw<Remark[]>([]);
	guests = $state.raw<Guest[]>([]);
	/** What the server says when it does not know who asks; empty otherwise. */
	lock = $state('');

	#writing: Writing;
	#agentId: string;
	#url: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOpen = false;

	constructor(writing: Writing, { agentId, url, remarks, guests }: Opening) {
		this.#writing = writing;
		this.#agentId = agentId;
		this.#url = url;
		this.remarks = remarks;
		this.guests = guests;
	}

	start(): void {
		this.#isOpen = true;
		void this.look();
	}

	stop(): void {
		this.#isOpen = false;
		clearTimeout(this.#timer);
	}

	/** Lets somebody write this article. Answers with a sentence when it could not be done. */
	invite = (agentId: string): Promise<string> => this.#settle('POST', agentId);

	/** Takes an invitation back. Answers as `invite`. */
	dismiss = (agentId: string): Promise<string> => this.#settle('DELETE', agentId);

	async #settle(method: string, agentId: string): Promise<string> {
		const answer = await ask<Guest[]>(this.#agentId, method, `${this.#url}/invites`, { agentId });
		if (answer.kind === 'done') {
			this.guests = answer.body;
			return '';
		}
		return answer.kind === 'refused' ? answer.message : 'Cela n’a pas abouti. Recommencez dans un instant.';
	}

	/** Asks now, and again in a while. */
	async look(): Promise<void> {
		clearTimeout(this.#timer);
		const answer = await ask<Told>(this.#agentId, 'POST', `${this.#url}/presence`);
		if (!this.#isOpen) return;
		if (answer.kind === 'done') await this.#hear(answer.body);
		if (answer.kind === 'signed-out') {
			this.lock = answer.message;
			this.#writing.lock();
		}
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.look(), this.lock ? delays.waiting : delays.usual);
	}

	async #hear({ others, version, remarks, guests }: Told): Promise<void> {
		this.others = others;
		this.guests = guests;
		this.remarks = remarks;
		this.lock = '';
		const writing = this.#writing;
		if (writing.status === 'signed-out' || writing.status === 'offline') await writing.resume();
		if (version === writing.version || writing.isDirty) return;
		const slot = await ask<Slot>(this.#agentId, 'GET', `${this.#url}/texte`);
		if (slot.kind === 'done') writing.follow(slot.body);
	}
}

import { ask } from '../../../articles/[id]/asking.ts';
import { findingLines, type FindingLine } from './findings.ts';
import type { Audience, ListCount } from '#distribution/subscribers/index.ts';
import type { Finding } from '#editions/publications/index.ts';

/** Milliseconds after a saving before what hangs on it is asked for again. */
const pause = 1_200;

/** What the server knows of the issue as last saved: what is wrong with it, and who would receive it. */
export class Standing {
	lines = $state.raw<FindingLine[] | null>(null);
	reached = $state.raw<Audience[]>([]);
	/** The same, list by list. */
	lists = $state.raw<ListCount[]>([]);
	/** Links that lead elsewhere are tried too, once somebody has asked for it. */
	isTryingLinks = $state(false);
	message = $state('');
	isAsking = $state(false);

	#agentId: string;
	#url: string;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(agentId: string, url: string) {
		this.#agentId = agentId;
		this.#url = url;
	}

	get blocking(): number {
		return this.lines?.filter(({ level }) => level === 'blocks').length ?? 0;
	}

	/** To be called after each saving. */
	follow(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.look(), this.lines ? pause : 0);
	}

	async look(): Promise<void> {
		if (this.isAsking) return this.follow();
		this.isAsking = true;
		const answer = await ask<{ findings: Finding[]; reached: Audience[]; lists: ListCount[] }>(
			this.#agentId,
			'GET',
			`${this.#url}/verifications${this.isTryingLinks ? '?liens' : ''}`
		);
		this.isAsking = false;
		if (answer.kind === 'done') {
			this.lines = findingLines(answer.body.findings);
			this.reached = answer.body.reached;
			this.lists = answer.body.lists;
			this.message = '';
		} else this.message = 'Les vérifications attendent une réponse du serveur.';
	}

	/** Tries the links that lead elsewhere, from now on. */
	tryLinks = async (): Promise<void> => {
		this.isTryingLinks = true;
		await this.look();
	};

	/** Asks for something to be done with the issue. Answers a sentence when it was refused. */
	async act(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<string> {
		const answer = await ask<unknown>(this.#agentId, method, `${this.#url}/${path}`, body);
		if (answer.kind === 'done') return '';
		if (answer.kind === 'offline') return 'Pas de réponse du serveur : réessayez dans un instant.';
		return answer.kind === 'conflict' ? (answer.body as { message: string }).message : answer.message;
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}

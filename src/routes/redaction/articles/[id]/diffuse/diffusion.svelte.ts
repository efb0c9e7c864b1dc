import type { Coverage } from '#editorial/articles/index.server.ts';
import type { Outlet } from '#editorial/articles/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import { ask, type Answer } from '../asking.ts';
import type { Diffusing } from '../diffusing.server.ts';
import type { Writing } from '../writing.svelte.ts';

/**
 * When and where the article goes, as the server has it. What is typed is saved before anything is asked, since what may
 * be chosen depends on it.
 */
export class Diffusion {
	found = $state.raw<Diffusing>();
	coverage = $state.raw<Coverage>();
	/** What the server refused last, and by field. */
	message = $state('');
	fields = $state.raw<Record<string, string>>({});
	isBusy = $state(false);
	/** Said aloud when something was done. */
	done = $state('');

	#writing: Writing;
	#agentId: string;
	#url: string;

	constructor(writing: Writing, agentId: string, articleId: string) {
		this.#writing = writing;
		this.#agentId = agentId;
		this.#url = `/redaction/articles/${articleId}`;
	}

	load = () => this.#ask('GET', 'diffusion');
	choose = (outlets: Outlet[], reason = '') =>
		this.#ask('PUT', 'diffusion', { outlets, reason }, 'Canaux enregistrés.');
	plan = (plannedAt: Instant | null, publicAt: Instant | null) =>
		this.#ask('PUT', 'parution', { plannedAt, publicAt }, 'Date enregistrée.');
	publish = () => this.#ask('POST', 'parution', {}, 'Article publié.');
	unschedule = () => this.#ask('DELETE', 'parution', undefined, 'Article déprogrammé.');
	withdraw = (reason: string) => this.#ask('POST', 'retrait', { reason }, 'Article retiré.');
	rename = (slug: string) => this.#ask('PUT', 'adresse', { slug }, 'Adresse changée.');
	live = (expiresAt: Instant | null, reviewOn: Day | null) =>
		this.#ask('PUT', 'vie', { expiresAt, reviewOn }, 'Dates enregistrées.');
	record = (outlet: Outlet, url = '') => this.#ask('PUT', `diffusion/${outlet}`, { url }, 'C’est noté.');
	retry = (outlet: Outlet) => this.#ask('POST', `diffusion/${outlet}`, {}, 'Nouvel essai fait.');

	/** How many agents some structures (ids) have. */
	async count(audience: string[]): Promise<void> {
		const query = audience.map((id) => `de=${encodeURIComponent(id)}`).join('&');
		const answer = await ask<Coverage>(this.#agentId, 'GET', `${this.#url}/diffusion/lecteurs?${query}`);
		if (answer.kind === 'done') this.coverage = answer.body;
	}

	/** True once it is done. */
	async #ask(method: string, path: string, body?: unknown, done = ''): Promise<boolean> {
		this.isBusy = true;
		this.done = '';
		if (method !== 'GET' && !(await this.#writing.save())) {
			this.isBusy = false;
			this.message = 'Le texte n’est pas encore enregistré. Réessayez dans un instant.';
			return false;
		}
		const answer = await ask<Diffusing>(this.#agentId, method, `${this.#url}/${path}`, body);
		this.isBusy = false;
		this.message = refusalOf(answer);
		this.fields = answer.kind === 'refused' ? answer.fields : {};
		if (answer.kind !== 'done') return false;
		this.found = answer.body;
		this.done = done;
		return true;
	}
}

function refusalOf(answer: Answer<unknown>): string {
	if (answer.kind === 'done') return '';
	if (answer.kind === 'offline') return 'Pas de réponse du serveur. Réessayez dans un instant.';
	if (answer.kind === 'conflict') return (answer.body as { message?: string }).message ?? '';
	return answer.message;
}

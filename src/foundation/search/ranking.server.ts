import type { Db } from '#platform/database/index.server.ts';
import { listCandidates, weigh, type Candidate, type Scope } from './candidates.server.ts';
import type { Expression } from './expression.server.ts';
import { freshness, roughRelevance } from './rules.ts';

/** Up to this many matches are weighed text by text; beyond, a word is so common that its weight says nothing. */
const weighedLimit = 200;

/** Of a common word, the most recent titles are looked at, this many. */
const titleLimit = 100;

/** What a text that only answers the beginning of the last word is worth beside the best answer. */
const unfinishedRelevance = 0.2;

/** `exact` takes every word as typed; `wide` also takes the last one as a beginning. The same object when equal. */
export type Readings = { wide: Expression; exact: Expression };

/**
 * Best first: relevance × freshness. Relevance (0 to 1) is the engine's weight against the best one, a title counting
 * ten times, or a rough one for common words. Freshness goes from 1 on the first day to 0.7 after a year and to 0.4 in
 * the end, so that an old text about the matter stays ahead of a fresh one that mentions it.
 */
export async function ranked(db: Db, candidates: Candidate[], readings: Readings, scope: Scope): Promise<Candidate[]> {
	const relevance =
		candidates.length <= weighedLimit
			? await fineRelevance(db, candidates, readings)
			: await commonRelevance(db, readings, scope);
	const present = Date.parse(scope.now);
	const scored = candidates.map((candidate) => {
		const score = relevance(candidate.id) * freshness(candidate.id / 1000, present);
		return { candidate, score };
	});
	return scored.sort((a, b) => b.score - a.score).map(({ candidate }) => candidate);
}

async function fineRelevance(db: Db, candidates: Candidate[], { wide, exact }: Readings) {
	const ids = candidates.map(({ id }) => id);
	const asTyped = await weigh(db, exact, ids);
	const isTyped = ids.some((id) => asTyped.has(id));
	const weights = isTyped ? asTyped : await weigh(db, wide, ids);
	const best = Math.max(...ids.map((id) => weights.get(id) ?? 0), Number.MIN_VALUE);
	return (id: number) => {
		const weight = weights.get(id);
		return weight === undefined ? unfinishedRelevance : Math.max(weight, 0) / best;
	};
}

async function commonRelevance(db: Db, { wide, exact }: Readings, scope: Scope) {
	const inTitle = await numbers(listCandidates(db, exact, scope, titleLimit, 'title'));
	const asTyped = exact === wide ? undefined : await numbers(listCandidates(db, exact, scope, weighedLimit));
	return (id: number) => roughRelevance({ inTitle: inTitle.has(id), asTyped: asTyped?.has(id) ?? true });
}

const numbers = async (listed: Promise<Candidate[]>): Promise<Set<number>> =>
	new Set((await listed).map(({ id }) => id));

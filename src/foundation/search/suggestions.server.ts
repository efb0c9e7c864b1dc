import type { Db } from '#platform/database/index.server.ts';
import { sql } from 'kysely';
import { listCandidates, type Scope } from './candidates.server.ts';
import { wording, type Term } from './question.ts';
import { spellingDistance, tolerance } from './rules.ts';
import { stemOf } from './stems.ts';
import { understand } from './words.server.ts';

const mostProposals = 3;

/**
 * What to ask instead of a question that found nothing: a misspelt word put right, else without the words that nothing
 * answers, else without the last ones. Only what finds something for this reader, so that no word of a text that he
 * may not read is told.
 */
export async function suggest(db: Db, terms: Term[], scope: Scope): Promise<string | undefined> {
	const finds = async (proposal: Term[]) => {
		if (proposal.length === 0) return false;
		const { exact } = await understand(db, proposal, false);
		return (await listCandidates(db, exact, scope, 1)).length > 0;
	};
	const known = await Promise.all(terms.map((term) => finds([term])));
	const corrected = await correct(db, terms, known, finds);
	if (corrected) return wording(corrected);
	const shorter = [terms.filter((_, at) => known[at]), terms.slice(0, -1), terms.slice(0, 1)];
	for (const proposal of shorter)
		if (proposal.length < terms.length && (await finds(proposal))) return wording(proposal);
	return undefined;
}

/** The question with the first word that nothing answers replaced by the nearest word of the index. */
async function correct(
	db: Db,
	terms: Term[],
	known: boolean[],
	finds: (proposal: Term[]) => Promise<boolean>
): Promise<Term[] | undefined> {
	const at = known.indexOf(false);
	const unknown = terms[at];
	if (!unknown || unknown.quoted) return undefined;
	for (const { word, spelling } of await nearest(db, unknown.words[0]!)) {
		const proposal = terms.with(at, { typed: spelling, words: [word], stems: [stemOf(word)], quoted: false });
		if (await finds(proposal)) return proposal;
		const others = proposal.filter((_, index) => index === at || known[index]);
		if (await finds(others)) return others;
	}
	return undefined;
}

/** Words of the index that a slip of the finger may have meant: the first letter is taken to be right. */
async function nearest(db: Db, word: string): Promise<{ word: string; spelling: string }[]> {
	const limit = tolerance(word);
	if (limit === 0) return [];
	const first = word[0]!;
	const { rows } = await sql<{ word: string; spelling: string }>`
		select "word", "spelling" from "searchWord" where "word" >= ${first} and "word" < ${`${first}\u{10ffff}`}
			and length("word") between ${word.length - limit} and ${word.length + limit}`.execute(db);
	const near = rows.map((row) => ({ ...row, distance: spellingDistance(word, row.word, limit) }));
	return near
		.filter(({ distance }) => distance <= limit)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, mostProposals);
}

import type { Db } from '#platform/database/index.server.ts';
import { sql } from 'kysely';
import type { Expression } from './expression.server.ts';
import type { Term } from './question.ts';

/** A question as the index understands it. `stems` are those to show in extracts. */
export type Understood = { exact: Expression; wide: Expression; stems: Set<string> };

/** Shorter beginnings would find everything. */
const shortestBeginning = 2;
const mostStems = 60;

/** Terms turned into stems; an unfinished last word also stands for the words that begin so. */
export async function understand(db: Db, terms: Term[], unfinished: boolean): Promise<Understood> {
	const exact: Expression = terms.map(({ stems }) => (stems.length === 1 ? { anyOf: stems } : { inOrder: stems }));
	const asked = terms.flatMap(({ stems }) => stems);
	const last = terms.at(-1);
	const begun = unfinished && last ? await stemsBeginning(db, last.words[0]!) : [];
	const anyOf = [...new Set([...(last?.stems ?? []), ...begun])];
	if (!last || anyOf.length === last.stems.length) return { exact, wide: exact, stems: new Set(asked) };
	return { exact, wide: [...exact.slice(0, -1), { anyOf }], stems: new Set([...asked, ...anyOf]) };
}

/**
 * The stems of the words that begin so, those of the shortest words first. Asking the index for a list of stems stops
 * as soon as enough texts are found; asking it for a beginning would first read every text of every such word.
 */
async function stemsBeginning(db: Db, beginning: string): Promise<string[]> {
	if (beginning.length < shortestBeginning) return [];
	const { rows } = await sql<{ stem: string }>`
		select "stem" from "searchWord" where "word" >= ${beginning} and "word" < ${`${beginning}\u{10ffff}`}
		group by "stem" order by min(length("word")), "stem" limit ${mostStems}`.execute(db);
	return rows.map(({ stem }) => stem);
}

import { fold } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import { byTerm } from './rules.ts';
import type { Term, TermKind } from './term.ts';

/** The shared lexicon in the order of a dictionary, or the lines that hold `text` (accents and case aside). */
export async function listTerms(db: Db, { kind, text = '' }: { kind?: TermKind; text?: string } = {}): Promise<Term[]> {
	let query = db.selectFrom('lexiconTerm').select(['id', 'kind', 'term', 'preferred', 'note', 'sectionId']);
	if (kind) query = query.where('kind', '=', kind);
	const wanted = fold(text.trim());
	const rows = (await query.execute()).sort(byTerm);
	return wanted ? rows.filter((row) => fold(`${row.term}\n${row.preferred}\n${row.note}`).includes(wanted)) : rows;
}

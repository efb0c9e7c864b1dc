import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canChangeLexicon } from './can.ts';
import { listTerms } from './queries.server.ts';
import { checkTerm, isSame } from './rules.ts';
import type { Term, TermDraft } from './term.ts';

const subjectOf = (id: string) => ({ kind: 'lexiconTerm', id });

/** Adds a line. Throws `Invalid` with one sentence per field, `Conflict` when the lexicon has it already. */
export async function addTerm(tx: Tx, actor: Actor, draft: TermDraft): Promise<string> {
	if (!canChangeLexicon(actor)) throw new Forbidden();
	const checked = await check(tx, draft);
	const id = newId();
	await tx
		.insertInto('lexiconTerm')
		.values({ id, ...checked, createdAt: now() })
		.execute();
	await audit(tx, actor, 'lexicon.add', subjectOf(id), checked);
	return id;
}

/** Changes a line, all of it. */
export async function changeTerm(tx: Tx, actor: Actor, id: string, draft: TermDraft): Promise<void> {
	if (!canChangeLexicon(actor)) throw new Forbidden();
	const before = await getTerm(tx, id);
	const checked = await check(tx, draft, id);
	await tx.updateTable('lexiconTerm').set(checked).where('id', '=', id).execute();
	await audit(tx, actor, 'lexicon.change', subjectOf(id), { from: before, to: checked });
}

/** Takes a line away; the audit keeps what it said. */
export async function removeTerm(tx: Tx, actor: Actor, id: string): Promise<void> {
	if (!canChangeLexicon(actor)) throw new Forbidden();
	const before = await getTerm(tx, id);
	await tx.deleteFrom('lexiconTerm').where('id', '=', id).execute();
	await audit(tx, actor, 'lexicon.remove', subjectOf(id), before);
}

/** Adds the lines of a list that the lexicon does not have. Returns how many were added. */
export async function addTerms(tx: Tx, actor: Actor, drafts: TermDraft[]): Promise<number> {
	if (!canChangeLexicon(actor)) throw new Forbidden();
	const known = await listTerms(tx);
	const isNew = ({ kind, term }: TermDraft) => !known.some((one) => one.kind === kind && isSame(one.term, term));
	const added = drafts.filter(isNew);
	for (const draft of added) await addTerm(tx, actor, draft);
	return added.length;
}

async function getTerm(tx: Tx, id: string): Promise<Omit<Term, 'id'>> {
	const row = await tx
		.selectFrom('lexiconTerm')
		.select(['kind', 'term', 'preferred', 'note', 'sectionId'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw new NotFound('Ce terme n’est pas, ou n’est plus, dans le lexique.');
	return row;
}

async function check(tx: Tx, draft: TermDraft, except?: string): Promise<Omit<Term, 'id'>> {
	const { term, faults } = checkTerm(draft);
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	const known = await listTerms(tx, { kind: term.kind });
	if (known.some((one) => one.id !== except && isSame(one.term, term.term)))
		throw new Conflict(`Le lexique a déjà « ${term.term} ».`);
	return term;
}

import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { canManageSections } from './can.ts';
import { listSections } from './queries.server.ts';
import type { Section } from './section.ts';

/** A section as its keepers see it: with when comments were opened, null while they are closed. */
export type KeptSection = Section & { commentsSince: Instant | null };

/** Sections in the order of the menu, with what their keepers set. */
export async function listKeptSections(db: Db): Promise<KeptSection[]> {
	return db
		.selectFrom('section')
		.select(['id', 'slug', 'name', 'description', 'position', 'commentsSince'])
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.orderBy('id')
		.execute();
}

/** Says in one sentence what a section is about. Throws `Invalid` beyond 300 signs. */
export async function describeSection(tx: Tx, actor: Actor, id: string, description: string): Promise<void> {
	await getKept(tx, actor, id);
	const said = description.replace(/\s+/g, ' ').trim();
	const fault = 'La description dépasse 300 signes.';
	if (said.length > 300) throw new Invalid(fault, { description: fault });
	await tx.updateTable('section').set({ description: said }).where('id', '=', id).execute();
	await audit(tx, actor, 'section.describe', subjectOf(id), { description: said });
}

/** Moves a section one place up or down the menu; at an end it stays where it is. */
export async function moveSection(tx: Tx, actor: Actor, id: string, way: 'up' | 'down'): Promise<void> {
	await getKept(tx, actor, id);
	const ids = (await listSections(tx)).map((section) => section.id);
	const from = ids.indexOf(id);
	const to = from + (way === 'up' ? -1 : 1);
	if (to < 0 || to >= ids.length) return;
	[ids[from], ids[to]] = [ids[to]!, ids[from]!];
	for (const [position, one] of ids.entries())
		await tx.updateTable('section').set({ position }).where('id', '=', one).execute();
	await audit(tx, actor, 'section.move', subjectOf(id), { way });
}

/**
 * Takes a section out of the menu; all its addresses, the present one and those it had, lead to another from now on. What
 * it held is moved by `mergeSections`, on the floor that knows it.
 */
export async function foldSection(tx: Tx, actor: Actor, fromId: string, intoId: string): Promise<void> {
	const { slug } = await getKept(tx, actor, fromId);
	await getKept(tx, actor, intoId);
	if (fromId === intoId)
		throw new Conflict('Choisissez une autre rubrique : on ne fusionne pas une rubrique avec elle-même.');
	await tx
		.updateTable('section')
		.set({ archivedAt: now(), slug: `${slug}~${fromId}` })
		.where('id', '=', fromId)
		.execute();
	await tx.updateTable('sectionSlug').set({ sectionId: intoId }).where('sectionId', '=', fromId).execute();
	await tx
		.insertInto('sectionSlug')
		.values({ slug, sectionId: intoId })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ sectionId: intoId }))
		.execute();
}

const subjectOf = (id: string) => ({ kind: 'section', id });

async function getKept(tx: Tx, actor: Actor, id: string) {
	if (!canManageSections(actor)) throw new Forbidden();
	const row = await tx.selectFrom('section').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row || row.archivedAt !== null) throw new NotFound('Cette rubrique n’existe pas, ou n’existe plus.');
	return row;
}

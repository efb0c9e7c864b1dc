import { sql } from 'kysely';
import { indexArticle, listVisibleIds } from '#editorial/articles/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { foldSection, listRemits, renameSection, setRemit } from '#foundation/sections/index.server.ts';
import { canManageSections, type Remit, type Stance } from '#foundation/sections/index.ts';
import { archiveCircuit, listCircuits } from '#foundation/validation/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import { json, type Db, type Tx } from '#platform/database/index.server.ts';
import type { Tables } from '#platform/database/tables.ts';

/** Tables whose rows belong to a section and follow it as they are. A test asks the database whether one is missing. */
const followers = ['article', 'circuit', 'lexiconTerm', 'communicationRequest'] as const satisfies (
	keyof Tables | string
)[];

/** Every table with a `sectionId`, and why it does not simply follow. */
export const sectionColumns: Record<string, 'follows' | 'leads here' | 'united' | 'kept'> = {
	...Object.fromEntries(followers.map((table) => [table, 'follows' as const])),
	sectionSlug: 'leads here',
	remit: 'united',
	// People of the old cells still decide the circuits that ran when the sections became one.
	remitPerson: 'kept'
};

/** How many articles each section holds, whatever their state, by id. */
export async function countInSections(db: Db): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('article')
		.select((eb) => ['sectionId', eb.fn.countAll().as('many')])
		.groupBy('sectionId')
		.execute();
	return new Map(rows.map(({ sectionId, many }) => [sectionId, Number(many)]));
}

/**
 * Makes one section of two: articles, requests, lexicon, circuits and rights of `fromId` go into `intoId`, remits are
 * united without loss, every address of the old one leads to the other, and the old one is archived. What runs keeps
 * who decides it. Returns how many articles moved.
 */
export async function mergeSections(tx: Tx, actor: Actor, fromId: string, intoId: string): Promise<number> {
	if (!canManageSections(actor)) throw new Forbidden();
	const remits = [await listRemits(tx, fromId), await listRemits(tx, intoId)] as const;
	const moved = await tx.selectFrom('article').select('id').where('sectionId', '=', fromId).execute();
	await foldSection(tx, actor, fromId, intoId);
	await uniteRemits(tx, actor, intoId, ...remits);
	await dropDoubledCircuits(tx, actor, fromId, intoId);
	for (const table of followers)
		await tx
			.updateTable(table as 'article')
			.set({ sectionId: intoId })
			.where('sectionId', '=', fromId)
			.execute();
	await followInDrafts(tx, fromId, intoId);
	await moveGrants(tx, fromId, intoId);
	await audit(tx, actor, 'section.merge', { kind: 'section', id: fromId }, { into: intoId, articles: moved.length });
	await indexAgain(tx, moved);
	return moved.length;
}

/** Gives a section another name and address; the old address keeps leading to it, and the search follows. */
export async function changeSectionName(
	tx: Tx,
	actor: Actor,
	id: string,
	draft: { name: string; slug?: string }
): Promise<void> {
	await renameSection(tx, actor, id, draft);
	await indexAgain(tx, await tx.selectFrom('article').select('id').where('sectionId', '=', id).execute());
}

/** The search keeps the address of the section beside each text. */
async function indexAgain(tx: Tx, articles: { id: string }[]): Promise<void> {
	const visible = new Set(await listVisibleIds(tx));
	for (const { id } of articles) if (visible.has(id)) await indexArticle(tx, id);
}

const weights: Record<Stance, number> = { none: 0, relays: 1, leads: 2 };

/** For each structure: the stronger stance, both angles, and everybody. */
async function uniteRemits(tx: Tx, actor: Actor, intoId: string, from: Remit[], into: Remit[]): Promise<void> {
	for (const old of from) {
		const here = into.find(({ structureId }) => structureId === old.structureId);
		const stance = here && weights[here.stance] >= weights[old.stance] ? here.stance : old.stance;
		const people = [...(here?.people ?? []), ...old.people].map(({ agentId, duty }) => ({ agentId, duty }));
		const once = new Map(people.map((person) => [`${person.agentId} ${person.duty}`, person]));
		const angle = joined(here?.angle ?? '', old.angle);
		const { structureId } = old;
		await setRemit(tx, actor, { sectionId: intoId, structureId, stance, angle, people: [...once.values()] });
	}
}

/** The longest line that a cell of the grid takes; beyond, the angle of the section that stays is enough. */
const longestAngle = 160;

function joined(here: string, old: string): string {
	if (!here || !old || here === old) return here || old;
	const both = `${here} ; ${old[0]!.toLowerCase()}${old.slice(1)}`;
	return both.length <= longestAngle ? both : here;
}

/** Where the section that stays has a circuit of its own for the same structure and kind, that one applies. */
async function dropDoubledCircuits(tx: Tx, actor: Actor, fromId: string, intoId: string): Promise<void> {
	const circuits = await listCircuits(tx);
	const isDoubled = circuits.filter(
		(old) =>
			old.sectionId === fromId &&
			circuits.some(
				(here) => here.sectionId === intoId && here.structureId === old.structureId && here.kind === old.kind
			)
	);
	for (const { id } of isDoubled) await archiveCircuit(tx, actor, id);
}

/** What is being typed, and the envelopes kept with versions, name their section too. */
async function followInDrafts(tx: Tx, fromId: string, intoId: string): Promise<void> {
	const [from, into] = [fromId, intoId].map((id) => `"sectionId":${json(id)}`);
	for (const [table, column] of [
		['articleSlot', 'draft'],
		['revision', 'envelope']
	] as const) {
		await sql`update ${sql.table(table)} set ${sql.ref(column)} = replace(${sql.ref(column)}, ${from}, ${into})
			where ${sql.ref(column)} like ${`%${from}%`}`.execute(tx);
	}
}

/** Roles given for the old section are held for the other, once. */
async function moveGrants(tx: Tx, fromId: string, intoId: string): Promise<void> {
	const grants = await tx
		.selectFrom('roleGrant')
		.select(['id', 'agentId', 'role', 'scopeId'])
		.where('scopeKind', '=', 'section')
		.where('scopeId', 'in', [fromId, intoId])
		.execute();
	for (const grant of grants.filter(({ scopeId }) => scopeId === fromId)) {
		const isHeld = grants.some(
			({ agentId, role, scopeId }) => scopeId === intoId && agentId === grant.agentId && role === grant.role
		);
		if (isHeld) await tx.deleteFrom('roleGrant').where('id', '=', grant.id).execute();
		else await tx.updateTable('roleGrant').set({ scopeId: intoId }).where('id', '=', grant.id).execute();
	}
}

import { audit } from '#foundation/audit/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { slugify } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { json, type Tx } from '#platform/database/index.server.ts';
import { canAddStructure, canChangeIdentity } from './can.ts';
import { checkIdentity } from './rules.ts';
import type { Identity, Structure } from './structure.ts';

export type StructureDraft = Pick<Structure, 'name' | 'shortName' | 'kind' | 'identity'> & { slug?: string };

/** Adds a structure after the others. Throws `Invalid` for colours that cannot be read, `Conflict` for a taken address. */
export async function createStructure(tx: Tx, actor: Actor, draft: StructureDraft): Promise<Structure> {
	if (!canAddStructure(actor)) throw new Forbidden();
	if (!draft.name.trim()) throw new Invalid('Donnez un nom à la structure.', { name: 'Donnez un nom à la structure.' });
	checkIdentity(draft.identity);
	const slug = slugify(draft.slug ?? draft.shortName);
	const taken = await tx.selectFrom('structure').select('id').where('slug', '=', slug).executeTakeFirst();
	if (taken) throw new Conflict(`Une structure porte déjà l’adresse « ${slug} ».`);
	const { last } = await tx
		.selectFrom('structure')
		.select((eb) => eb.fn.max('position').as('last'))
		.executeTakeFirstOrThrow();
	const structure: Structure = {
		id: newId(),
		slug,
		name: draft.name,
		shortName: draft.shortName,
		kind: draft.kind,
		position: Number(last ?? -1) + 1,
		identity: draft.identity,
		archivedAt: null
	};
	await tx
		.insertInto('structure')
		.values({ ...structure, identity: json(structure.identity), createdAt: now() })
		.execute();
	await audit(tx, actor, 'structure.create', { kind: 'structure', id: structure.id }, { slug });
	return structure;
}

/** Changes a structure's face. Throws `Invalid` with the nearest colour that passes when one cannot be read. */
export async function changeIdentity(tx: Tx, actor: Actor, structureId: string, identity: Identity): Promise<void> {
	if (!canChangeIdentity(actor, structureId)) throw new Forbidden();
	checkIdentity(identity);
	const { numUpdatedRows } = await tx
		.updateTable('structure')
		.set({ identity: json(identity) })
		.where('id', '=', structureId)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound();
	await audit(tx, actor, 'structure.changeIdentity', { kind: 'structure', id: structureId });
}

/** Adds a service to a structure's chart. `headcount` is in agents. */
export async function createService(
	tx: Tx,
	actor: Actor,
	draft: { structureId: string; name: string; position: number; headcount: number | null; site?: string }
): Promise<string> {
	if (!canChangeIdentity(actor, draft.structureId)) throw new Forbidden();
	const id = newId();
	await tx
		.insertInto('service')
		.values({ id, site: '', ...draft })
		.execute();
	await audit(tx, actor, 'service.create', { kind: 'service', id }, { name: draft.name });
	return id;
}

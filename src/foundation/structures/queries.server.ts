import { NotFound } from '#kernel/errors.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { Structure } from './structure.ts';
import type { ServiceTable, StructureTable } from './tables.server.ts';

const structureOf = ({ createdAt: _, identity, ...row }: StructureTable): Structure => ({
	...row,
	identity: readJson(identity)
});

/** Structures in the order of the trait; archived ones are left out. */
export async function listStructures(db: Db): Promise<Structure[]> {
	const rows = await db
		.selectFrom('structure')
		.selectAll()
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.execute();
	return rows.map(structureOf);
}

export async function findStructure(db: Db, slug: string): Promise<Structure | undefined> {
	const row = await db.selectFrom('structure').selectAll().where('slug', '=', slug).executeTakeFirst();
	return row && structureOf(row);
}

export async function getStructure(db: Db, slug: string): Promise<Structure> {
	const structure = await findStructure(db, slug);
	if (!structure) throw new NotFound(`Aucune structure ne porte l’adresse « ${slug} ».`);
	return structure;
}

/** Services of one structure, or of all, in the order of the charts. */
export async function listServices(db: Db, structureId?: string): Promise<ServiceTable[]> {
	let query = db.selectFrom('service').selectAll().orderBy('structureId').orderBy('position');
	if (structureId) query = query.where('structureId', '=', structureId);
	return query.execute();
}

/** Agents of some structures by their charts; 0 where no service says how many it has. */
export async function countHeads(db: Db, structures: string[]): Promise<number> {
	const services = await listServices(db);
	const own = services.filter(({ structureId }) => structures.includes(structureId));
	return own.reduce((sum, { headcount }) => sum + (headcount ?? 0), 0);
}

import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Remit, Section } from './section.ts';

/** Sections in the order of the menu. */
export async function listSections(db: Db): Promise<Section[]> {
	return db
		.selectFrom('section')
		.select(['id', 'slug', 'name', 'description', 'position'])
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.execute();
}

/** The section at an address; an old address leads to the section that had it, so compare `slug` and redirect. */
export async function findSection(db: Db, slug: string): Promise<Section | undefined> {
	return db
		.selectFrom('section')
		.select(['id', 'slug', 'name', 'description', 'position'])
		.where('archivedAt', 'is', null)
		.where((eb) =>
			eb.or([
				eb('slug', '=', slug),
				eb('id', 'in', eb.selectFrom('sectionSlug').select('sectionId').where('slug', '=', slug))
			])
		)
		.executeTakeFirst();
}

export async function getSection(db: Db, slug: string): Promise<Section> {
	const section = await findSection(db, slug);
	if (!section) throw new NotFound(`Aucune rubrique ne porte l’adresse « ${slug} ».`);
	return section;
}

/** Cells of the remit grid with their people, by section then structure. */
export async function listRemits(db: Db, sectionId?: string): Promise<Remit[]> {
	let cells = db
		.selectFrom('remit')
		.innerJoin('section', 'section.id', 'remit.sectionId')
		.innerJoin('structure', 'structure.id', 'remit.structureId')
		.select(['remit.sectionId', 'remit.structureId', 'stance', 'angle'])
		.orderBy('section.position')
		.orderBy('structure.position');
	let people = db
		.selectFrom('remitPerson')
		.innerJoin('agent', 'agent.id', 'remitPerson.agentId')
		.select(['sectionId', 'structureId', 'agentId', 'duty', 'firstName', 'lastName', 'jobTitle'])
		.orderBy('lastName');
	if (!sectionId) cells = cells.where('section.archivedAt', 'is', null);
	else {
		cells = cells.where('remit.sectionId', '=', sectionId);
		people = people.where('sectionId', '=', sectionId);
	}
	const [rows, persons] = [await cells.execute(), await people.execute()];
	return rows.map((cell) => ({
		...cell,
		people: persons
			.filter((person) => person.sectionId === cell.sectionId && person.structureId === cell.structureId)
			.map(({ agentId, duty, firstName, lastName, jobTitle }) => ({
				...{ agentId, duty, jobTitle },
				name: `${firstName} ${lastName}`
			}))
	}));
}

/** One cell of the grid; a cell that nobody wrote yet concerns nobody. */
export async function getRemit(db: Db, sectionId: string, structureId: string): Promise<Remit> {
	const cell = (await listRemits(db, sectionId)).find((remit) => remit.structureId === structureId);
	return cell ?? { sectionId, structureId, stance: 'none', angle: '', people: [] };
}

import { findPublication, readIssuePage } from '#editions/publications/index.server.ts';
import { canWriteIssue } from '#editions/publications/index.ts';
import { publicReader, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Paper } from './print.ts';

/** An issue by its address. `structure` is the slug of who speaks; null: whoever speaks to this reader. */
export type AskedPaper = { publication: string; number: number; structure: string | null };

/** All structures, in the order of the trait, and the public address of the installation. */
export type PaperHouse = { structures: Structure[]; settings: Pick<Settings, 'origin'> };

/**
 * An issue on paper as this reader reads it on a screen. Throws `NotFound` as `readIssuePage` does, and for a structure
 * that does not speak to him in this title.
 */
export async function readPaper(
	db: Db,
	{ reader, actor }: { reader: Reader; actor?: Actor },
	asked: AskedPaper,
	{ structures, settings }: PaperHouse
): Promise<Paper> {
	const speaker = asked.structure === null ? undefined : named(structures, asked.structure);
	const own = speaker ? { ...reader, structure: speaker.id } : reader;
	const page = await readIssuePage(db, own, asked.publication, asked.number, actor);
	const structure = structures.find(({ id }) => id === page.voice);
	if (!structure || (speaker && speaker.id !== structure.id)) throw missing();
	const { publication, issue } = page;
	const { origin } = settings;
	const address = `${publication.slug}/${issue.number}`;
	const isPublic = reader.reach === 'public';
	const said = `?structure=${structure.slug}`;
	return {
		...{ page, structure, structures },
		owner: structures.find(({ id }) => id === publication.ownerId) ?? structure,
		logo: structure.identity.logo
			? (await loadMedia(db, [structure.identity.logo])).get(structure.identity.logo)
			: undefined,
		webUrl: isPublic ? `${origin}/lettres/${address}${said}` : `${origin}/journaux/${address}`,
		articleUrl: (slug) => (isPublic ? `${origin}/lettres/${address}/${slug}${said}` : `${origin}/articles/${slug}`)
	};
}

/**
 * As `readPaper` for who is signed in; whoever composes the title also has it in the voice of a structure that is not
 * his own, as its readers have it.
 */
export async function readAgentPaper(
	db: Db,
	{ reader, actor }: { reader: Reader; actor: Actor },
	asked: AskedPaper,
	house: PaperHouse
): Promise<Paper> {
	const speaker = house.structures.find(({ slug }) => slug === asked.structure);
	if (!speaker || reader.structures.includes(speaker.id)) return readPaper(db, { reader, actor }, asked, house);
	const publication = await findPublication(db, asked.publication);
	if (!publication || !canWriteIssue(actor, publication)) throw missing();
	const audience = { structure: speaker.id, structures: [speaker.id], reach: publication.reach };
	return readPaper(db, { reader: audience, actor }, asked, house);
}

/** A public title as anyone has it on paper: what `readPaper` gives to nobody in particular. Null speaks as the owner. */
export async function readPublicPaper(db: Db, asked: AskedPaper, house: PaperHouse): Promise<Paper> {
	const publication = await findPublication(db, asked.publication);
	const owner = house.structures.find(({ id }) => id === publication?.ownerId);
	const speaker = asked.structure === null ? owner : named(house.structures, asked.structure);
	if (publication?.reach !== 'public' || !speaker) throw missing();
	return readPaper(db, { reader: publicReader(speaker.id) }, { ...asked, structure: speaker.slug }, house);
}

function named(structures: Structure[], slug: string): Structure {
	const found = structures.find((each) => each.slug === slug);
	if (!found) throw missing();
	return found;
}

const missing = () => new NotFound('Ce numéro n’existe pas, ou il ne vous est pas destiné.');

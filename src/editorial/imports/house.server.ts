import type { ArticleDraft } from '#editorial/articles/index.ts';
import { readMarkdown, resolveMedia, type Reading } from '#editorial/content/index.server.ts';
import type { PictureUse, Warning } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Section } from '#foundation/sections/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { draftOf } from './draft.ts';
import { readFields, type CoverField, type Fields } from './fields.ts';
import { readFrontMatter } from './front-matter.ts';
import { addDocument, addPicture, gather, prepare, type Find } from './pictures.server.ts';
import type { FoundFile } from './lookup.server.ts';

/** Slugs that a header may name. */
export type Territory = {
	structures: Pick<Structure, 'id' | 'slug'>[];
	sections: Pick<Section, 'id' | 'slug'>[];
};

/** An article in the house's own Markdown, read with its pictures and ready to be written. */
export type HouseArticle = {
	fields: Fields;
	reading: Reading;
	ready: Map<string, FoundFile>;
	files: Map<string, FoundFile>;
};

/**
 * Reads the house's own Markdown: a header with `kind`, `structures`, `audience`, `reach`, `section`, `variants`… and a
 * text with directives. `find` gives the files that it names. Everything slow is done here, before any transaction.
 */
export async function readHouseArticle(source: string, { structures }: Territory, find: Find): Promise<HouseArticle> {
	const { data, body } = readFrontMatter(source);
	const fields = readFields(data);
	if (!fields.title) throw new Invalid('Il manque le titre (title).');
	const structureId = (slug: string) => structures.find((each) => each.slug === slug)?.id;
	const reading = readMarkdown(body, { directives: true, structureId });
	const covers = [fields.cover, ...Object.values(fields.variants).map(({ cover }) => cover)];
	const named = [...covers.flatMap((cover) => cover?.src ?? []), ...reading.images.map(({ src }) => src)];
	const pictures = await gather(
		named.filter((src) => !src.startsWith('media:')),
		find
	);
	const ready = await prepare(pictures, reading.warnings);
	const documents = reading.blocks.flatMap((block) =>
		block.type === 'file' && block.attrs.media.startsWith('src:') ? block.attrs.media.slice(4) : []
	);
	return { fields, reading, ready, files: (await gather(documents, find)).pictures };
}

/** The draft of such an article, its pictures and files put into the library. */
export async function houseDraft(
	tx: Tx,
	actor: Actor,
	store: MediaStore,
	{ fields, reading, ready, files }: HouseArticle,
	{ structures, sections }: Territory
): Promise<{ draft: ArticleDraft; warnings: Warning[] }> {
	const section = sections.find(({ slug }) => slug === fields.section);
	if (!section) throw new Invalid(`La rubrique « ${fields.section ?? ''} » n’existe pas.`);
	const owner = structures[0];
	if (!owner) throw new Invalid('Créez d’abord une structure : il n’y en a pas encore.');
	const said: Warning[] = [];
	const picture = async (src: string, alt: string, caption: string, credit = ''): Promise<PictureUse | undefined> => {
		if (src.startsWith('media:')) return { media: src.slice('media:'.length), alt, caption, credit };
		const file = ready.get(src);
		return file && addPicture(tx, actor, store, file, { alt, caption, credit }, said);
	};
	const { blocks, warnings } = await resolveMedia(reading, picture, async (src) => {
		const file = files.get(src);
		return file && addDocument(tx, actor, store, file);
	});
	const coverIn = async (cover: CoverField | undefined) =>
		cover && picture(cover.src, cover.alt, cover.caption, cover.credit);
	const variantCovers: Record<string, PictureUse> = {};
	for (const [slug, { cover }] of Object.entries(fields.variants)) {
		const use = await coverIn(cover);
		if (use) variantCovers[slug] = use;
	}
	const cover = (await coverIn(fields.cover)) ?? null;
	const words = { standfirst: fields.standfirst, blocks, cover, variantCovers };
	return { draft: draftOf(fields, words, { structures, section, owner }), warnings: [...warnings, ...said] };
}

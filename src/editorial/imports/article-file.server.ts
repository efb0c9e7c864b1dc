import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { createArticle, reviseArticle, type WrittenArticle } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import { markdown, mediaIn, type PictureUse } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { houseDraft, readHouseArticle } from './house.server.ts';
import { fileFinder } from './lookup.server.ts';

/**
 * Writes the article that a Markdown file of the house holds: a new draft, or a new revision of `id`. Pictures are named
 * from the file's folder. Returns its address. Throws `NotFound` without the file, `Invalid` for what it says wrong.
 */
export async function readArticleFile(
	db: Db,
	actor: Actor,
	store: MediaStore,
	path: string,
	{ id, note }: { id?: string | undefined; note?: string | undefined } = {}
): Promise<{ id: string; slug: string; warnings: string[] }> {
	const source = await readFile(path, 'utf8').catch(() => undefined);
	if (source === undefined) throw new NotFound(`« ${path} » n’existe pas ou ne peut pas être lu.`);
	const territory = { structures: await listStructures(db), sections: await listSections(db) };
	const find = await fileFinder(dirname(path));
	const article = await readHouseArticle(source, territory, (src) => find(src, dirname(path)));
	return db.transaction().execute(async (tx) => {
		const { draft, warnings } = await houseDraft(tx, actor, store, article, territory);
		const messages = warnings.map(({ message }) => message);
		if (!id) return { ...(await createArticle(tx, actor, draft)), warnings: messages };
		await reviseArticle(tx, actor, id, draft, note);
		return { id, slug: draft.slug ?? '', warnings: messages };
	});
}

/** An article as such a file: read again, it makes the same article. */
export async function writeArticleFile(db: Db, article: WrittenArticle): Promise<string> {
	const structures = await listStructures(db);
	const sections = await listSections(db);
	const slugOf = (id: string) => structures.find((each) => each.id === id)?.slug ?? id;
	const [structure] = structures;
	if (!structure) throw new NotFound('Aucune structure n’existe.');
	const { content } = article;
	const body = markdown(content.body.content, {
		structure,
		structures: new Map(structures.map((each) => [each.id, each])),
		reach: 'internal',
		media: await loadMedia(db, mediaIn(content.body.content)),
		origin: '',
		showAddresses: true
	}).output;
	const variants = Object.entries(content.variants).map(([id, { title, standfirst, cover }]) => [
		slugOf(id),
		said({ title, standfirst, ...coverHeader(cover ?? null) })
	]);
	const header = said({
		kind: article.kind,
		title: content.title,
		standfirst: content.standfirst,
		section: sections.find(({ id }) => id === article.sectionId)?.slug,
		structures: article.voices.map(slugOf),
		audience: article.audience.map(slugOf),
		reach: article.reach,
		signature: article.signature,
		contact: article.contact,
		published: article.publishedAt,
		expires: article.expiresAt,
		review: article.reviewOn,
		...coverHeader(content.cover),
		relay: content.relayMessage,
		variants: Object.fromEntries(variants),
		[article.kind]: detailsHeader(article.details)
	});
	return `---\n${stringify(header, { lineWidth: 0 })}---\n\n${body}\n`;
}

const coverHeader = (cover: PictureUse | null) =>
	cover
		? { cover: `media:${cover.media}`, cover_alt: cover.alt, cover_caption: cover.caption, cover_credit: cover.credit }
		: {};

/** Details in the words of the header: `signedBy` is `signed_by`. */
const detailsHeader = (details: WrittenArticle['details']): Record<string, unknown> =>
	said(
		Object.fromEntries(
			Object.entries(details as Details['announcement']).map(([name, value]) => [
				name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`),
				value
			])
		)
	);

/** Fields that say something. */
const said = (fields: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) =>
				value !== '' &&
				value !== null &&
				value !== undefined &&
				(typeof value !== 'object' || Object.keys(value).length > 0)
		)
	);

import { createHash } from 'node:crypto';
import {
	attestArticle,
	awaitsValidation,
	createArticle,
	findForWriting,
	markSource,
	publishArticle,
	reviseArticle,
	type WrittenArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { readMarkdown, resolveMedia } from '#editorial/content/index.server.ts';
import { checkDoc, type Block, type PictureUse, type Warning } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { slugify } from '#kernel/text.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { draftOf } from './draft.ts';
import type { CoverField, Fields } from './fields.ts';
import type { ForeignArticle } from './foreign.ts';
import type { FoundFile } from './lookup.server.ts';
import { addPicture, gather, notDescribed, prepare, type Gathered, type PictureTexts } from './pictures.server.ts';
import type { ImportOptions, ImportReport } from './report.ts';
import { destinationOf, findDestination, takeDestination, type Destination } from './sections.server.ts';
import { openingOf } from './standfirst.ts';

/** Where articles are written, and by whom. */
export type Desk = {
	db: Db;
	actor: Actor;
	store: MediaStore;
	structures: Structure[];
	owner: Structure;
	options: ImportOptions;
};

export type Outcome = { imported: ImportReport['imported'][number] } | { skipped: ImportReport['skipped'][number] };

/** One article, whole or not at all: everything slow is done first, then one transaction writes. */
export async function writeForeign(desk: Desk, foreign: ForeignArticle): Promise<Outcome> {
	const { source, fields } = foreign;
	const { options, db, actor } = desk;
	if (fields.isDraft && !options.drafts)
		return { skipped: { source, reason: 'C’est un brouillon (--drafts le prend aussi).' } };
	const cover = fields.cover?.src;
	const gathered = await gather(cover ? [cover, ...foreign.images] : foreign.images, foreign.find);
	const destination = destinationOf(fields, options);
	const section = await findDestination(db, destination);
	const hash = hashOf(foreign, gathered, desk, destination);
	const existing = await findForWriting(db, actor, { source });
	if (existing?.sourceHash === hash) return unchanged(desk, existing, source, fields.publishedAt);
	const text = compose(foreign, gathered);
	if (options.dryRun) {
		const slug = existing?.slug ?? slugify(fields.slug ?? fields.title);
		return { imported: { source, slug, title: fields.title, warnings: await preview(text, gathered, fields) } };
	}
	const ready = await prepare(gathered, text.warnings);
	const written = await db.transaction().execute(async (tx) => {
		const place = section ?? (await takeDestination(tx, actor, destination));
		const { blocks, coverUse, warnings } = await settle(tx, desk, text, ready, fields);
		const places = { structures: desk.structures, section: place, owner: desk.owner };
		const draft = draftOf(fields, { standfirst: text.standfirst, blocks, cover: coverUse }, places);
		const { id, slug } = await keep(tx, actor, { ...draft, source }, existing);
		await markSource(tx, id, source, hash);
		const isTaken = existing?.state === 'withdrawn';
		if (isTaken && options.publish) warnings.push('Cet article avait été retiré : il n’a pas été publié de nouveau.');
		if (options.publish && !isTaken) warnings.push(...(await publish(tx, desk, id, fields.publishedAt)));
		return { slug, title: draft.content.title, warnings };
	});
	return { imported: { source, ...written, warnings: unique(written.warnings) } };
}

/** Publishes what may be; what somebody must validate first stays as it is, and the answer says so. */
async function publish(tx: Tx, { actor, options }: Desk, id: string, at: string | undefined): Promise<string[]> {
	if (options.validated) await attestArticle(tx, actor, id, options.validated);
	if (await awaitsValidation(tx, actor, id)) return ['Il attend sa validation : il n’est pas publié.'];
	await publishArticle(tx, actor, id, { at });
	return [];
}

/** What was read, cut into a standfirst and a text that does not say standfirst or cover again. */
type Composed = { standfirst: string; blocks: Block[]; coverAlt: string; warnings: Warning[] };

function compose({ fields, blocks, warnings, source }: ForeignArticle, { pictures }: Gathered): Composed {
	const { body, coverAlt } = withoutCover(blocks, fields.cover, pictures);
	const opening = openingOf(readMarkdown(fields.standfirst).blocks, body);
	const said = [...warnings];
	if (opening.blocks.length === 0) said.push({ code: 'content-removed', message: `« ${source} » n’a pas de texte.` });
	return { standfirst: opening.standfirst, blocks: opening.blocks, coverAlt, warnings: said };
}

/** A text that opens on the very picture of its cover would show it twice; what it says of it is kept. */
function withoutCover(blocks: Block[], cover: CoverField | undefined, pictures: Map<string, FoundFile>) {
	const covering = cover && pictures.get(cover.src);
	const at = blocks.findIndex((block) => {
		const shown = block.type === 'image' && pictures.get(block.attrs.media.slice('src:'.length));
		return shown && covering && shown.bytes.equals(covering.bytes);
	});
	const same = blocks[at];
	const coverAlt = cover?.alt || (same?.type === 'image' ? (same.attrs.alt ?? '') : '');
	return { body: at === 0 ? blocks.slice(1) : blocks, coverAlt };
}

function hashOf({ original }: ForeignArticle, { hashes }: Gathered, { owner }: Desk, { slug }: Destination): string {
	const parts = [original, owner.slug, slug, ...hashes];
	return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** Nothing to write, unless what was imported as a draft is now asked for in public. */
async function unchanged(
	desk: Desk,
	existing: WrittenArticle,
	source: string,
	publishedAt: string | undefined
): Promise<Outcome> {
	const { db, options } = desk;
	const isWaiting = options.publish && (existing.state === 'draft' || existing.pending);
	if (!isWaiting) return { skipped: { source, reason: 'Déjà importé, sans changement.' } };
	const { slug, content } = existing;
	const warnings = options.dryRun
		? []
		: await db.transaction().execute((tx) => publish(tx, desk, existing.id, publishedAt));
	const now = 'Déjà importé, sans changement : il est maintenant publié.';
	return { imported: { source, slug, title: content.title, warnings: warnings.length > 0 ? warnings : [now] } };
}

/** Pictures in the library, and what is said where one is missing. */
async function settle(tx: Tx, { actor, store }: Desk, text: Composed, ready: Map<string, FoundFile>, fields: Fields) {
	const said: Warning[] = [];
	const add = (file: FoundFile, texts: PictureTexts) => addPicture(tx, actor, store, file, texts, said);
	const resolved = await resolveMedia(text, async (src, alt, caption) => {
		const file = ready.get(src);
		return file && add(file, { alt, caption, credit: '' });
	});
	const coverUse = await settleCover(text, fields, ready, add, said);
	return { blocks: resolved.blocks, coverUse, warnings: [...resolved.warnings, ...said].map(({ message }) => message) };
}

/** Old sites seldom described a cover: the library then says at least what it goes with, and the writer is told. */
async function settleCover(
	{ coverAlt }: Composed,
	{ cover, title }: Fields,
	ready: Map<string, FoundFile>,
	add: (file: FoundFile, texts: PictureTexts) => Promise<PictureUse>,
	warnings: Warning[]
): Promise<PictureUse | null> {
	if (!cover) return null;
	const file = ready.get(cover.src);
	if (!file) {
		warnings.push(missingCover(cover.src));
		return null;
	}
	if (!coverAlt)
		warnings.push({
			code: 'alt-missing',
			message: 'La couverture n’a pas de texte de remplacement\u00a0: décrivez-la.'
		});
	return add(file, { ...cover, alt: coverAlt || `Illustration de l’article « ${title} »` });
}

const missingCover = (src: string): Warning => ({
	code: 'media-missing',
	message: /^https?:/.test(src)
		? `L’image de couverture est sur un autre site (${src.slice(0, 80)})\u00a0: elle n’a pas été copiée.`
		: `L’image de couverture « ${src.slice(0, 80)} » est introuvable.`
});

/** Creates an article, or gives an existing one a new revision; what people settled around it since then stays. */
async function keep(tx: Tx, actor: Actor, draft: ArticleDraft, existing: WrittenArticle | undefined) {
	if (!existing) return createArticle(tx, actor, draft);
	const { kind, sectionId, ownerId, voices, audience, reach, contact, expiresAt, reviewOn, details } = existing;
	const envelope = { kind, sectionId, ownerId, voices, audience, reach, contact, expiresAt, reviewOn, details };
	const { variants, relayMessage } = existing.content;
	const content = { ...draft.content, variants, relayMessage };
	await reviseArticle(tx, actor, existing.id, { ...draft, ...envelope, content }, 'Importé de nouveau');
	return { id: existing.id, slug: existing.slug };
}

/** In a trial, pictures are supposed to be in the library. Throws what writing would throw for the text. */
async function preview({ blocks, warnings }: Composed, { pictures }: Gathered, { cover }: Fields): Promise<string[]> {
	const resolved = await resolveMedia({ blocks, warnings }, async (src, alt, caption) => {
		const file = pictures.get(src);
		if (file && !alt && !caption) warnings.push(notDescribed(file));
		return file && { media: 'supposed', alt, caption };
	});
	if (resolved.blocks.length > 0) checkDoc({ type: 'doc', content: resolved.blocks });
	const all = [
		...warnings,
		...resolved.warnings,
		...(cover && !pictures.has(cover.src) ? [missingCover(cover.src)] : [])
	];
	return unique(all.map(({ message }) => message));
}

const unique = (messages: string[]): string[] => [...new Set(messages)];

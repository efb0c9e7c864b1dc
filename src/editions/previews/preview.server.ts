import { compileSingle, type LetterSettings } from '#editions/publications/index.server.ts';
import { kickerOf } from '#editions/publications/index.ts';
import { getForWriting } from '#editorial/articles/index.server.ts';
import type { ArticleDraft, ArticleSummary } from '#editorial/articles/index.ts';
import { illustrate } from '#editorial/articles/ui/illustrated.ts';
import {
	channelText,
	checkDoc,
	html,
	mediaIn,
	rendition,
	text,
	type ChannelContext,
	type Content,
	type Doc,
	type Rendition
} from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Media } from '#foundation/media/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { reachAllows, type Reach } from '#kernel/reach.ts';
import { typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Preview, VoicePreview } from './preview.ts';

type House = { structures: Structure[]; settings: LetterSettings };
type Shown = {
	draft: ArticleDraft;
	content: Content;
	summary: ArticleSummary;
	media: Map<string, Media>;
	house: House;
};

/**
 * What is being typed, as each structure that speaks would say it to readers of `reach`, on every channel. It may be
 * unfinished: a block that is not one yet is left out and named. Nothing is written. Throws `NotFound` for who may not
 * write the article.
 */
export async function previewArticle(
	db: Db,
	actor: Actor,
	id: string,
	draft: ArticleDraft,
	reach: Reach,
	house: House
): Promise<Preview> {
	const { slug } = await getForWriting(db, actor, { id });
	const { body, faults } = readableBody(draft.content.body);
	if (!reachAllows(draft.reach, reach)) return { faults, voices: [] };
	const content = { ...draft.content, body };
	const summary = await summaryOf(db, { id, slug }, draft);
	const covers = [content.cover, ...Object.values(content.variants).map(({ cover }) => cover)];
	const media = await loadMedia(db, [...mediaIn(body.content), ...covers.flatMap((use) => use?.media ?? [])]);
	const speaking = house.structures.filter((structure) => draft.voices.includes(structure.id));
	const voices: VoicePreview[] = [];
	for (const structure of speaking)
		voices.push(await voiceOf(db, structure, reach, { draft, content, summary, media, house }));
	return { faults, voices };
}

/** The blocks that are blocks, and a sentence on each of the others. */
export function readableBody(body: Doc): { body: Doc; faults: string[] } {
	try {
		return { body: checkDoc(body), faults: [] };
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
	}
	const faults: string[] = [];
	const content = body.content.flatMap((block, index) => {
		try {
			return checkDoc({ type: 'doc', content: [block] }).content;
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			faults.push(error.message.replace(/^Bloc 1 /, `Bloc ${index + 1} `));
			return [];
		}
	});
	return { body: { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }, faults };
}

async function summaryOf(
	db: Db,
	{ id, slug }: { id: string; slug: string },
	draft: ArticleDraft
): Promise<ArticleSummary> {
	const { kind, voices, reach, signature, details, expiresAt, content, sectionId } = draft;
	const section = (await listSections(db)).find((one) => one.id === sectionId);
	return {
		...{ id, slug, kind, voices, reach, signature, details, expiresAt },
		section: { slug: section?.slug ?? '', name: section?.name ?? '' },
		...{ title: content.title, standfirst: content.standfirst, cover: content.cover },
		...{ publishedAt: now(), updatedAt: null, readingMinutes: 1 }
	};
}

async function voiceOf(db: Db, structure: Structure, reach: Reach, shown: Shown): Promise<VoicePreview> {
	const { content, summary, media, house } = shown;
	const said = rendition(content, structure.id, reach);
	const own = { ...summary, title: said.title, standfirst: said.standfirst, cover: said.cover };
	const context: ChannelContext = {
		...{ structure, media, reach, origin: '', showAddresses: reach === 'internal', idPrefix: `${structure.slug}-` },
		structures: new Map(house.structures.map((one) => [one.id, one]))
	};
	const letter = await compileSingle(
		db,
		house.structures,
		structure,
		{ summary: own, rendition: said },
		house.settings
	);
	const variant = content.variants[structure.id];
	return {
		structure: structure.id,
		title: typeset(said.title),
		standfirst: typeset(said.standfirst),
		kicker: typeset(kickerOf(own)),
		picture: illustrate(own, media).picture,
		html: html(said.blocks, context).output,
		relayMessage: said.relayMessage,
		mail: {
			// Pictures are served from here, whatever the public address is.
			html: letter.html.replaceAll(`src="${house.settings.origin}/`, 'src="/'),
			subject: letter.subject,
			bytes: letter.bytes,
			errors: letter.errors.map(({ message }) => message)
		},
		text: plain(said, { ...context, origin: house.settings.origin }),
		short: typeset(channelText(content, 'short', variant)),
		social: typeset(channelText(content, 'social', variant))
	};
}

const plain = ({ title, standfirst, blocks }: Rendition, context: ChannelContext): string =>
	[typeset(title).toUpperCase(), typeset(standfirst), text(blocks, context).output].filter(Boolean).join('\n\n');

import type { ArticleDraft, ArticleKind, Details } from '#editorial/articles/index.ts';
import { checkDoc, emptyDoc, type Block, type PictureUse, type Variant } from '#editorial/content/index.ts';
import type { Section } from '#foundation/sections/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { shorten } from '#kernel/text.ts';
import type { Fields } from './fields.ts';

/** What a header's slugs are looked up in. */
export type Places = {
	structures: Pick<Structure, 'id' | 'slug'>[];
	section: Pick<Section, 'id'>;
	owner: Pick<Structure, 'id'>;
};

/** What was made of a text: its pictures are in the library. `variantCovers` are by slug of structure. */
export type Words = {
	standfirst: string;
	blocks: Block[];
	cover: PictureUse | null;
	variantCovers?: Record<string, PictureUse>;
};

const longestTitle = 200;

/**
 * A draft from what a header says, completed by the house's habits: the owner speaks, all structures read, among agents,
 * as news. Throws `Invalid` for a structure that does not exist, and for a text that is not a document.
 */
export function draftOf(fields: Fields, words: Words, { structures, section, owner }: Places): ArticleDraft {
	const idOf = (slug: string): string => {
		const found = structures.find((each) => each.slug === slug);
		if (!found) throw new Invalid(`« ${slug} » n’est pas une structure connue.`);
		return found.id;
	};
	const kind: ArticleKind = fields.kind ?? 'news';
	const voices = fields.structures.length > 0 ? fields.structures.map(idOf) : [owner.id];
	const audience = fields.audience.length > 0 ? fields.audience.map(idOf) : structures.map(({ id }) => id);
	const variants = Object.entries(fields.variants).map(([slug, { title, standfirst }]): [string, Variant] => {
		const cover = words.variantCovers?.[slug];
		return [idOf(slug), { ...(title && { title }), ...(standfirst && { standfirst }), ...(cover && { cover }) }];
	});
	return {
		kind,
		sectionId: section.id,
		ownerId: fields.structures.length > 0 ? voices[0]! : owner.id,
		voices,
		audience,
		reach: fields.reach ?? 'internal',
		signature: shorten(fields.signature, 200),
		contact: fields.contact ?? '',
		expiresAt: fields.expiresAt ?? null,
		reviewOn: fields.reviewOn ?? null,
		details: fields.details as Details[ArticleKind],
		...(fields.slug && { slug: fields.slug }),
		content: {
			title: shorten(fields.title, longestTitle),
			standfirst: words.standfirst,
			cover: words.cover,
			body: words.blocks.length > 0 ? checkDoc({ type: 'doc', content: words.blocks }) : emptyDoc,
			variants: Object.fromEntries(variants),
			relayMessage: fields.relay
		}
	};
}

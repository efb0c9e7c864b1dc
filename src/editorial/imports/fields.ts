import type { ArticleKind, Details } from '#editorial/articles/index.ts';
import { articleKindLabels } from '#editorial/articles/index.ts';
import { endOfDay, instantFromLocal, type Day, type Instant } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches, type Reach } from '#kernel/reach.ts';
import { enumerate } from '#kernel/text.ts';
import { listField, textField, type FrontMatter } from './front-matter.ts';

export type CoverField = { src: string; alt: string; caption: string; credit: string };

/** What a header says of an article. What is undefined was not said. Structures and sections are slugs or names. */
export type Fields = {
	title: string;
	/** Markdown. */
	standfirst: string;
	signature: string;
	contact: string | undefined;
	section: string | undefined;
	categories: string[];
	tags: string[];
	slug: string | undefined;
	isDraft: boolean;
	publishedAt: Instant | undefined;
	kind: ArticleKind | undefined;
	details: Partial<Details[ArticleKind]>;
	structures: string[];
	audience: string[];
	reach: Reach | undefined;
	expiresAt: Instant | undefined;
	reviewOn: Day | undefined;
	cover: CoverField | undefined;
	relay: string;
	variants: Record<string, { title: string; standfirst: string; cover: CoverField | undefined }>;
};

/**
 * Reads a header: Jekyll's, Hugo's and Eleventy's habits, and the house's own fields (`kind`, `structures`, `reach`,
 * `variants`, `announcement`…). Throws `Invalid` for a field of ours that says something else than it should.
 */
export function readFields(data: FrontMatter): Fields {
	for (const name of ['published', 'expires', 'review']) {
		const typed = textField(data, name);
		if (typed && !instantOf(typed))
			throw new Invalid(`« ${name}: ${typed} » n’est pas une date : écrivez 2026-11-19T07:30.`);
	}
	const kind = textField(data, 'kind');
	if (kind && !Object.hasOwn(articleKindLabels, kind))
		throw new Invalid(`« kind: ${kind} » n’est pas un genre d’article.`);
	const reach = textField(data, 'reach');
	if (reach && !reaches.includes(reach as Reach))
		throw new Invalid(`« reach: ${reach} » n’est pas un niveau de diffusion.`);
	return {
		title: textField(data, 'title', 'titre', 'name'),
		standfirst: textField(
			data,
			'standfirst',
			'chapo',
			'chapeau',
			'excerpt',
			'summary',
			'description',
			'lead',
			'subtitle'
		),
		signature: textField(data, 'signature') || signatureOf(data),
		contact: textField(data, 'contact') || undefined,
		section: textField(data, 'section', 'category', 'rubrique') || undefined,
		categories: listField(data, 'categories', /,/.test(String(data.categories)) ? /,/ : /\s+/),
		tags: listField(data, 'tags', /,/.test(String(data.tags)) ? /,/ : /\s+/),
		slug: textField(data, 'slug') || undefined,
		isDraft: data.draft === true || data.published === false,
		publishedAt: instantField(data, 'published', 'date', 'publishDate', 'publishdate', 'created'),
		kind: (kind || undefined) as ArticleKind | undefined,
		details: detailsOf(data),
		structures: listField(data, 'structures', /[\s,]+/),
		audience: listField(data, 'audience', /[\s,]+/),
		reach: (reach || undefined) as Reach | undefined,
		expiresAt: expiryField(data, 'expires', 'expiryDate'),
		reviewOn: /^\d{4}-\d{2}-\d{2}/.exec(textField(data, 'review'))?.[0],
		cover: coverOf(data),
		relay: textField(data, 'relay'),
		variants: variantsOf(data)
	};
}

/** Whether a header is of the house's own format, in which directives are understood. */
export const isHouseFormat = (data: FrontMatter): boolean => Array.isArray(data.structures) && 'kind' in data;

function signatureOf(data: FrontMatter): string {
	for (const name of ['authors', 'author', 'auteur', 'auteurs']) {
		const people = listField(data, name).map(personName);
		if (people.length > 0) return enumerate(people);
	}
	return '';
}

/** "anna-livia.gomart" → "Anna-Livia Gomart"; a name that is written as one stays. */
export function personName(name: string): string {
	if (!/^[a-z0-9]+([._-][a-z0-9]+)+$/.test(name)) return name;
	const parts = name.split(/[._]/.test(name) ? /[._]/ : /-/);
	return parts.map((part) => part.replace(/(^|-)\p{L}/gu, (sign) => sign.toUpperCase())).join(' ');
}

function instantField(data: FrontMatter, ...names: string[]): Instant | undefined {
	for (const name of names) {
		const typed = textField(data, name);
		const instant = typed && (instantOf(typed) ?? parsed(typed));
		if (instant) return instant;
	}
	return undefined;
}

/** A local time, or an instant to the millisecond. */
const instantOf = (typed: string): Instant | undefined =>
	/T\d{2}:\d{2}:\d{2}.*Z$/.test(typed) ? parsed(typed) : instantFromLocal(typed);

const parsed = (typed: string): Instant | undefined =>
	Number.isFinite(Date.parse(typed)) ? new Date(typed).toISOString() : undefined;

/** What expires on a day is still there in the evening. */
function expiryField(data: FrontMatter, ...names: string[]): Instant | undefined {
	const typed = textField(data, ...names);
	return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? endOfDay(typed) : instantOf(typed);
}

function coverOf(data: FrontMatter): CoverField | undefined {
	const names = [
		'cover',
		'image',
		'cover_image',
		'coverImage',
		'featured_image',
		'hero_image',
		'hero',
		'thumbnail',
		'banner'
	];
	const header = data.header as FrontMatter | undefined;
	const named = names.map((name) => data[name]).find((value) => value !== undefined && value !== null && value !== '');
	const value = named ?? header?.image ?? header?.teaser ?? (Array.isArray(data.images) ? data.images[0] : undefined);
	if (!value) return undefined;
	const object = (typeof value === 'object' ? value : {}) as FrontMatter;
	const src = typeof value === 'string' ? value.trim() : textField(object, 'src', 'url', 'path', 'image', 'feature');
	if (!src) return undefined;
	return {
		src,
		alt: textField(data, 'cover_alt', 'image_alt', 'imageAlt', 'cover_image_alt') || textField(object, 'alt'),
		caption: textField(data, 'cover_caption', 'image_caption') || textField(object, 'caption', 'title'),
		credit: textField(data, 'cover_credit', 'image_credit') || textField(object, 'credit', 'author')
	};
}

function variantsOf(data: FrontMatter): Fields['variants'] {
	const variants = (data.variants ?? {}) as Record<string, FrontMatter>;
	return Object.fromEntries(
		Object.entries(variants).map(([slug, variant]) => [
			slug,
			{
				title: textField(variant ?? {}, 'title'),
				standfirst: textField(variant ?? {}, 'standfirst'),
				cover: coverOf(variant ?? {})
			}
		])
	);
}

/** What a kind adds, from the field of its name. */
function detailsOf(data: FrontMatter): Partial<Details[ArticleKind]> {
	const kind = textField(data, 'kind') as ArticleKind;
	const said = (data[kind] ?? {}) as FrontMatter;
	switch (kind) {
		case 'announcement':
			return {
				signedBy: textField(said, 'signed_by'),
				memo: said.memo === 'service' ? 'service' : 'information',
				important: said.important === true,
				acknowledgeBy: textField(said, 'acknowledge_by') || null
			} satisfies Details['announcement'];
		case 'initiative':
			return { team: textField(said, 'team') } satisfies Details['initiative'];
		case 'portrait':
			return { person: textField(said, 'person'), job: textField(said, 'job') } satisfies Details['portrait'];
		case 'event':
			return {
				place: textField(said, 'place'),
				online: textField(said, 'online'),
				capacity: typeof said.capacity === 'number' ? said.capacity : null,
				dates: datesOf(said)
			} satisfies Details['event'];
	}
	return {};
}

function datesOf(event: FrontMatter): Details['event']['dates'] {
	const dates = Array.isArray(event.dates) ? (event.dates as FrontMatter[]) : [];
	return dates.map((date) => {
		const start = instantFromLocal(textField(date, 'start'));
		if (!start) throw new Invalid(`« ${textField(date, 'start')} » n’est pas une date d’événement.`);
		return { start, end: instantFromLocal(textField(date, 'end')) ?? null };
	});
}

import { parse } from 'yaml';
import type { ArticleDraft, ArticleKind, Details } from '#editorial/articles/index.ts';
import { articleKindLabels } from '#editorial/articles/index.ts';
import { readMarkdown, resolveMedia, type ResolveFile, type ResolveImage } from '#editorial/content/index.server.ts';
import type { Content, PictureUse, Variant } from '#editorial/content/index.ts';
import type { Section } from '#foundation/sections/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { endOfDay, instantFromLocal, type Instant } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches, type Reach } from '#kernel/reach.ts';

/** What an article file may name, and how its pictures are found. */
export type Places = {
	structures: Pick<Structure, 'id' | 'slug'>[];
	sections: Pick<Section, 'id' | 'slug'>[];
	resolveImage: ResolveImage;
	resolveFile?: ResolveFile;
};

type Front = Record<string, unknown>;

/** An article as our own Markdown says it, with the instant at which it says that it was published, if it does. */
export type OwnArticle = { draft: ArticleDraft; publishedAt: Instant | undefined; warnings: string[] };

/**
 * Reads our own Markdown: YAML front matter that says the whole envelope, and a body with the directives of the markdown
 * channel. Throws `Invalid`, with a sentence that names the key, for what is missing or unknown.
 */
export async function readOwnMarkdown(source: string, places: Places): Promise<OwnArticle> {
	const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(source);
	if (!match) throw new Invalid('Le fichier doit commencer par un en-tête entre deux lignes « --- ».');
	const front = parse(match[1]!) as Front;
	const structureId = (slug: string) => places.structures.find((structure) => structure.slug === slug)?.id;
	const reading = readMarkdown(match[2]!, { directives: true, structureId });
	const { blocks, warnings } = await resolveMedia(reading, places.resolveImage, places.resolveFile);
	const voices = structuresIn(front, 'structures', structureId);
	const kind = oneOf(front, 'kind', Object.keys(articleKindLabels) as ArticleKind[], 'news');
	const content: Content = {
		title: text(front, 'title'),
		standfirst: text(front, 'standfirst'),
		cover: await coverIn(front, places.resolveImage),
		body: { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] },
		variants: await variantsIn(front, structureId, places.resolveImage),
		relayMessage: text(front, 'relay')
	};
	const draft: ArticleDraft = {
		kind,
		slug: text(front, 'slug') || undefined,
		sectionId: sectionIn(front, places.sections),
		ownerId: voices[0]!,
		voices,
		audience: front.audience ? structuresIn(front, 'audience', structureId) : voices,
		reach: oneOf(front, 'reach', reaches as Reach[], 'internal'),
		signature: text(front, 'signature'),
		contact: text(front, 'contact'),
		expiresAt: text(front, 'expires') ? endOfDay(text(front, 'expires')) : null,
		reviewOn: text(front, 'review') || null,
		details: detailsIn(front, kind),
		content
	};
	return { draft, publishedAt: momentIn(front, 'published'), warnings: warnings.map(({ message }) => message) };
}

const text = (front: Front, key: string): string => {
	const value = front[key];
	return value === undefined || value === null ? '' : String(value).trim();
};

function oneOf<T extends string>(front: Front, key: string, known: T[], usual: T): T {
	const value = text(front, key) || usual;
	if (!known.includes(value as T))
		throw new Invalid(`« ${key}: ${value} » n’est pas connu\u00a0: ${known.join(', ')}.`);
	return value as T;
}

function momentIn(front: Front, key: string): Instant | undefined {
	const value = text(front, key);
	const instant = value ? instantFromLocal(value) : undefined;
	if (value && !instant) throw new Invalid(`« ${key}: ${value} » n’est pas une date\u00a0: écrivez 2026-11-19T07:30.`);
	return instant;
}

function structuresIn(front: Front, key: string, structureId: (slug: string) => string | undefined): string[] {
	const slugs = [front[key] ?? []].flat().map(String);
	const ids = slugs.map((slug) => {
		const id = structureId(slug);
		if (!id) throw new Invalid(`« ${key} » nomme une structure inconnue\u00a0: ${slug}.`);
		return id;
	});
	if (ids.length === 0) throw new Invalid(`« ${key} » doit nommer au moins une structure.`);
	return ids;
}

function sectionIn(front: Front, sections: Places['sections']): string {
	const slug = text(front, 'section');
	const section = sections.find((each) => each.slug === slug);
	if (!section)
		throw new Invalid(
			`« section: ${slug} » n’est pas une rubrique\u00a0: ${sections.map((each) => each.slug).join(', ')}.`
		);
	return section.id;
}

async function coverIn(front: Front, resolveImage: ResolveImage): Promise<PictureUse | null> {
	const src = text(front, 'cover');
	if (!src) return null;
	const use = await resolveImage(src, text(front, 'cover_alt'), text(front, 'cover_caption'));
	if (!use) return null;
	const credit = text(front, 'cover_credit') || use.credit;
	return { ...use, ...(credit && { credit }) };
}

async function variantsIn(
	front: Front,
	structureId: (slug: string) => string | undefined,
	resolveImage: ResolveImage
): Promise<Record<string, Variant>> {
	const variants: Record<string, Variant> = {};
	for (const [slug, said] of Object.entries((front.variants ?? {}) as Record<string, Front>)) {
		const id = structureId(slug);
		if (!id) throw new Invalid(`« variants » nomme une structure inconnue\u00a0: ${slug}.`);
		const cover = await coverIn(said, resolveImage);
		variants[id] = {
			...(text(said, 'title') && { title: text(said, 'title') }),
			...(text(said, 'standfirst') && { standfirst: text(said, 'standfirst') }),
			...(cover && { cover })
		};
	}
	return variants;
}

function detailsIn(front: Front, kind: ArticleKind): Details[ArticleKind] {
	const said = (front[kind] ?? {}) as Front;
	const readers: { [K in ArticleKind]: () => Details[K] } = {
		news: () => ({}),
		announcement: () => ({
			signedBy: text(said, 'signed_by'),
			memo: oneOf(said, 'memo', ['service', 'information'], 'information'),
			important: said.important === true,
			acknowledgeBy: text(said, 'acknowledge_by') || null
		}),
		initiative: () => ({ team: text(said, 'team') }),
		event: () => ({
			place: text(said, 'place'),
			online: text(said, 'online'),
			capacity: typeof said.capacity === 'number' ? said.capacity : null,
			dates: ((said.dates ?? []) as Front[]).map((date) => ({
				start: momentIn(date, 'start') ?? '',
				end: momentIn(date, 'end') ?? null
			}))
		}),
		portrait: () => ({ person: text(said, 'person'), job: text(said, 'job') })
	};
	return readers[kind]();
}

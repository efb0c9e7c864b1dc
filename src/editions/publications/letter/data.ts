import { mjmlElements, type Block, type PictureUse, type Warning } from '#editorial/content/index.ts';
import { pictureUrl } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { shorten, typeset } from '#kernel/text.ts';
import type { Form, IssueBlock } from '../publication.ts';
import { closeUp, issueNumber, opening, spoken, summaryText } from '../rules.ts';
import { tellBlock, type OwnShown } from '../own.ts';
import { editorialFor, preheaderFor, subjectOf } from '../voices.ts';
import { kickerOf } from '../kicker.ts';
import { tokens, type Remark } from './letter.ts';
import { ownData, type OwnFields } from './own-data.ts';
import { disarm, Markup } from '#platform/mjml/markup.ts';
import {
	articleUrl,
	browserUrl,
	channelContext,
	noSpySentence,
	reasonOf,
	serviceSentence,
	voicesOf,
	type LetterSource
} from './source.ts';

/** Width of what is read, in CSS pixels: 600 less two margins of 24. */
export const columnWidth = 552;

/** A picture as a template places it: whole JPEG address, CSS pixels, a text that is empty only when it decorates. */
export type PictureData = { src: string; width: number; height: number; alt: string; caption: string };

/** A block as its template (`blocks/KIND.mjml`) receives it. `level` is that of its title. */
export type BlockData = { id: string; kind: Form | OwnShown['kind']; level: 2 | 3; title: string } & Partial<{
	slug: string;
	kicker: string;
	standfirst: string;
	url: string;
	linkText: string;
	picture: PictureData | null;
	body: Markup | null;
}> &
	OwnFields;

export type LetterData = {
	subject: string;
	preheader: string;
	/** What every template may name. */
	shared: Record<string, unknown>;
	blocks: BlockData[];
	warnings: Remark[];
	errors: Remark[];
};

/** Clean data for the templates, from what was loaded. Pure. */
export function letterData(source: LetterSource): LetterData {
	const remarks = new Remarks();
	const blocks = blocksData(source, remarks);
	const subject = subjectOf(source.publication, source.issue, source.structure.id);
	const preheader = preheaderOf(source, blocks, remarks);
	for (const { title } of source.absent) {
		const message = `« ${title} » ne paraît pas dans cette lettre : ses lecteurs n’y ont pas accès, ou il n’est pas publié.`;
		remarks.warnings.push({ code: 'article-absent', message });
	}
	return {
		subject,
		preheader,
		shared: sharedData(source, subject, preheader, remarks),
		blocks,
		warnings: remarks.warnings,
		errors: remarks.errors
	};
}

/** A missing text for a picture stops the letter; what a channel only simplified is shown. */
class Remarks {
	readonly warnings: Remark[] = [];
	readonly errors: Remark[] = [];
	take(warnings: Warning[], article?: { slug: string; title: string }): void {
		for (const { code, message } of warnings) {
			const remark = article
				? { code, message: `« ${article.title} » : ${message}`, article: article.slug }
				: { code, message };
			(code === 'alt-missing' ? this.errors : this.warnings).push(remark);
		}
	}
}

function blocksData(source: LetterSource, remarks: Remarks): BlockData[] {
	let level: 2 | 3 = 2;
	return source.blocks.flatMap((block): BlockData[] => {
		if (block.kind === 'article') return articleData(source, block, level, remarks) ?? [];
		if (block.kind === 'heading') level = 3;
		const { publication, structure, events } = source;
		const shown = tellBlock(block, { publication, structure, reach: publication.reach, events });
		return shown ? [ownData(shown, level, source, (blocks) => say(source, closeUp(blocks), remarks, level))] : [];
	});
}

function articleData(
	source: LetterSource,
	block: Extract<IssueBlock, { kind: 'article' }>,
	level: 2 | 3,
	remarks: Remarks
): BlockData[] | undefined {
	const found = source.articles.get(block.articleId);
	if (!found) return undefined;
	const { summary, rendition } = found;
	const title = typeset(rendition.title);
	const article = { slug: summary.slug, title };
	const shown = { full: closeUp(rendition.blocks), lead: opening(rendition.blocks), summary: [], title: [] };
	const isLarge = block.form === 'lead' || block.form === 'full';
	return [
		{
			id: block.id,
			kind: block.form,
			level,
			title,
			slug: summary.slug,
			kicker: kickerOf(summary),
			standfirst: isLarge ? typeset(rendition.standfirst) : block.form === 'summary' ? summaryText(rendition) : '',
			url: articleUrl(source, summary.slug),
			linkText: `Lire\u00a0: ${title}`,
			picture: isLarge && rendition.cover ? pictureData(source, rendition.cover, article, remarks) : null,
			body: say(source, shown[block.form], remarks, level, article)
		}
	];
}

/** What the mjml channel makes of some blocks, to stand in a column; null when they say nothing. */
function say(
	source: LetterSource,
	blocks: Block[],
	remarks: Remarks,
	level: 2 | 3,
	article?: { slug: string; title: string }
): Markup | null {
	if (blocks.length === 0) return null;
	const { output, warnings } = mjmlElements(blocks, channelContext(source, level, article?.slug));
	remarks.take(warnings, article);
	return output.trim() ? new Markup(disarm(output)) : null;
}

/** Portraits are narrowed instead of filling several screens. */
function pictureData(
	{ media, origin }: LetterSource,
	use: PictureUse,
	article: { slug: string; title: string },
	remarks: Remarks
): PictureData | null {
	const picture = media.get(use.media);
	if (!picture || !picture.width || !picture.height) return null;
	const alt = use.alt || picture.altText;
	if (!alt && !picture.decorative) {
		const message = 'l’image de couverture n’a ni texte de remplacement ni la mention « décorative ».';
		remarks.take([{ code: 'alt-missing', message }], article);
	}
	const ratio = picture.height / picture.width;
	const width = Math.round(Math.min(columnWidth, columnWidth / ratio));
	const caption = [use.caption || picture.caption, use.credit || picture.credit].filter(Boolean).join(' · ');
	const src = origin + pictureUrl(picture, 960, 'jpg');
	return { src, width, height: Math.round(width * ratio), alt, caption: typeset(caption) };
}

/** Who signs: small, beside his signature. */
function portraitData(source: LetterSource, use: PictureUse, remarks: Remarks): PictureData | null {
	const made = pictureData(source, use, { slug: '', title: 'Éditorial' }, remarks);
	return made && { ...made, width: 88, height: Math.round((88 * made.height) / made.width) };
}

/** What was written, or the beginning of the first article; mailboxes show the first words of the page otherwise. */
function preheaderOf({ issue, structure }: LetterSource, blocks: BlockData[], remarks: Remarks): string {
	const said = typeset(preheaderFor(issue, structure.id));
	if (said) return said;
	const first = blocks.find(({ standfirst, slug }) => slug && standfirst) ?? blocks.find(({ slug }) => slug);
	if (!first) return '';
	const made = shorten(first.standfirst || first.title, 110);
	const message = `Le texte d’aperçu n’est pas écrit : la lettre prend « ${made} ».`;
	remarks.warnings.push({ code: 'preheader-made', message });
	return made;
}

function sharedData(source: LetterSource, subject: string, preheader: string, remarks: Remarks) {
	const { publication, issue, structure, media, origin } = source;
	const { legal } = structure.identity;
	const editorial = editorialFor(issue, structure.id);
	const logo = structure.identity.logo ? media.get(structure.identity.logo) : undefined;
	return {
		letter: {
			subject,
			preheader,
			title: typeset(issue.title),
			number: issueNumber(issue),
			date: plainDay(issue.date),
			language: 'fr'
		},
		publication: {
			slug: publication.slug,
			kind: publication.kind,
			title: typeset(publication.title),
			tagline: typeset(publication.tagline)
		},
		structure: { ...face(structure), logo: logo ? logoData(logo, structure, origin) : null },
		voices: voicesOf(source).map(face),
		editorial: editorial && {
			title: typeset(editorial.title),
			signature: typeset(editorial.signature),
			portrait: editorial.portrait ? portraitData(source, editorial.portrait, remarks) : null,
			body: say(source, closeUp(spoken(editorial.body, structure.id, publication.reach)), remarks, 2)
		},
		links: source.isPage
			? { browser: null, unsubscribe: null, preferences: null }
			: {
					browser: browserUrl(source),
					unsubscribe: publication.isService ? null : new Markup(tokens.unsubscribe),
					preferences: new Markup(tokens.preferences)
				},
		footer: {
			reason: source.isPage ? '' : reasonOf(source),
			noSpy: noSpySentence,
			service: publication.isService && !source.isPage ? serviceSentence : '',
			publisher: legal.publisher || structure.name,
			address: legal.address,
			phone: legal.phone,
			email: legal.email,
			dpo: legal.dpo
		}
	};
}

const face = ({ slug, name, shortName, identity }: Structure) => ({
	slug,
	name,
	shortName,
	accent: identity.accent,
	accentDark: identity.accentDark
});

function logoData(
	logo: NonNullable<ReturnType<LetterSource['media']['get']>>,
	structure: Structure,
	origin: string
): PictureData {
	const height = 48;
	const width = Math.round((height * (logo.width ?? height)) / (logo.height ?? height));
	return { src: origin + pictureUrl(logo, width * 2, 'jpg'), width, height, alt: structure.name, caption: '' };
}

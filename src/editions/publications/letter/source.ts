import type { ArticleSummary, EventDate } from '#editorial/articles/index.ts';
import type { ChannelContext, Rendition } from '#editorial/content/index.ts';
import type { Media } from '#foundation/media/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Issue, IssueBlock, Publication } from '../publication.ts';

/** Everything a letter is made of, loaded beforehand: making it is pure. */
export type LetterSource = {
	publication: Publication;
	issue: Issue;
	/** Who sends it. */
	structure: Structure;
	/** All structures, by id. */
	structures: Map<string, Structure>;
	/** The blocks that this letter shows, in order. */
	blocks: IssueBlock[];
	/** Blocks of the issue's own that say nothing here, such as an agenda without a date: they are left out. */
	unsaid: IssueBlock[];
	/** The events of each agenda, by block id. */
	events: Map<string, EventDate[]>;
	/** What this structure says to the publication's reach, by article id. */
	articles: Map<string, { summary: ArticleSummary; rendition: Rendition }>;
	/** The articles that this letter leaves out, because its readers may not see them. */
	absent: { id: string; slug: string; title: string }[];
	media: Map<string, Media>;
	/** Public address of the installation, without a final slash. */
	origin: string;
	/** Read by anyone with a browser: without what is said to one recipient (why he receives it, how to leave). */
	isPage: boolean;
};

/**
 * How the channels speak under a title of this level, in the article of this slug or in a text of the issue's own.
 * Passages are named only among agents: outside, everything is for everyone.
 */
export const channelContext = (source: LetterSource, level: 2 | 3, slug?: string): ChannelContext => ({
	structure: source.structure,
	structures: source.structures,
	reach: source.publication.reach,
	media: source.media,
	origin: source.origin,
	showAddresses: source.publication.reach === 'internal',
	headingShift: level - 1,
	page: slug && articlePath(source, slug)
});

/** The voices of the publication, the sender's own first. */
export function voicesOf({ publication, structure, structures }: LetterSource): Structure[] {
	const others = publication.voices.filter((id) => id !== structure.id);
	return [structure.id, ...others].flatMap((id) => structures.get(id) ?? []);
}

/** The same for everybody who receives the letter: it tells that one came from it, and nothing of who (C24). */
const mark = ({ publication, issue }: LetterSource): string => `n=${publication.slug}-${issue.number}`;

/** The page of an article: for agents their own; for the public the one beside the letter, which asks nobody to sign in. */
const articlePath = (source: LetterSource, slug: string): string =>
	source.publication.reach === 'public'
		? `/lettres/${source.publication.slug}/${source.issue.number}/${slug}?structure=${source.structure.slug}&${mark(source)}`
		: `/articles/${slug}?${mark(source)}`;

export const articleUrl = (source: LetterSource, slug: string): string => source.origin + articlePath(source, slug);

/** An address of our own made whole; any other as it is. */
export const ownUrl = ({ origin }: Pick<LetterSource, 'origin'>, href: string): string =>
	href.startsWith('/') ? origin + href : href;

/** Where the issue is read with a browser. */
export const browserUrl = (source: LetterSource): string => {
	const { origin, publication, issue, structure } = source;
	return publication.reach === 'public'
		? `${origin}/lettres/${publication.slug}/${issue.number}?structure=${structure.slug}&${mark(source)}`
		: `${origin}/journaux/${publication.slug}/${issue.number}?${mark(source)}`;
};

/** Why somebody receives it, in a sentence. */
export function reasonOf({ publication, structure }: LetterSource): string {
	if (publication.reach === 'internal')
		return `${structure.name} vous envoie cette lettre parce que vous y travaillez.`;
	if (publication.reach === 'partners') return `${structure.name} vous envoie cette lettre en tant que partenaire.`;
	return `${structure.name} vous envoie cette lettre parce que vous l’avez demandée.`;
}

/** Why service information cannot be left. */
export const serviceSentence =
	'C’est une information de service : elle vous est due pour votre travail, on ne peut pas s’en désabonner.';

export const noSpySentence = 'Cette infolettre ne contient aucun pixel espion.';

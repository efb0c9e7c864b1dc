import type { Form, IssueBlock, IssueVoice, PublicationSettings } from '#editions/publications/index.ts';
import type { DemoSlug } from './territory.ts';

/** A block of a demo issue: an article by its address, an intertitle, or a short text of the issue's own. */
export type DemoBlock =
	| { article: string; form: Form; voices?: DemoSlug[] }
	| { heading: string }
	| { text: string; paragraphs: string[]; voices?: DemoSlug[] }
	| { own: OwnBlock; voices?: DemoSlug[] };

type Own<B> = B extends IssueBlock ? Omit<B, 'id' | 'voices'> : never;

/** A block that is the issue's own: agenda, figures, call… */
export type OwnBlock = Own<Exclude<IssueBlock, { kind: 'article' | 'heading' | 'text' }>>;

export type DemoIssue = {
	number: number;
	/** On its cover; published that day at 10:00 unless it is still in preparation. */
	date: string;
	isInPreparation?: true;
	title: string;
	preheader: string;
	editorial: { title: string; paragraphs: string[]; signature: string } | null;
	blocks: DemoBlock[];
	/** What one structure says otherwise. */
	said?: Partial<Record<DemoSlug, Pick<IssueVoice, 'subject' | 'preheader'>>>;
};

export type DemoPublication = {
	slug: string;
	kind: 'journal' | 'newsletter';
	title: string;
	tagline: string;
	cadence: string;
	reach: 'internal' | 'public';
	owner: DemoSlug;
	voices: DemoSlug[];
	settings?: Partial<PublicationSettings>;
	issues: DemoIssue[];
};

export const lead = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'lead', voices });
export const full = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'full', voices });
export const summary = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'summary', voices });
export const title = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'title', voices });

import type { ArticleSummary, EventDate } from '#editorial/articles/index.ts';
import type { Block, Doc, PictureUse, Rendition } from '#editorial/content/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';

/** A title with a cadence. `voices` are the structures that carry it, in order. */
export type Publication = {
	id: string;
	slug: string;
	kind: 'journal' | 'newsletter';
	title: string;
	tagline: string;
	cadence: string;
	reach: Reach;
	ownerId: string;
	voices: string[];
	/** Service information: agents cannot leave it, and are told why. */
	isService: boolean;
	settings: PublicationSettings;
};

/** What a title keeps from one issue to the next. */
export type PublicationSettings = {
	/** Its usual headings, the skeleton of an issue. */
	headings: string[];
	/** When it usually appears; null: when there is something to say. */
	rhythm: Rhythm | null;
	/** Which agents of its voices receive it; empty: all of them. A place is a structure, a service of it, or a site. */
	lists: { structureId: string; serviceId: string | null; site: string | null }[];
	imprint: Imprint;
	/** Groups with a space of their own (art. L2121-27-1 of the CGCT), and who writes there (agent ids). */
	tribunes: { group: string; signs: number; writers: string[] }[];
};

/** `weekday`: 1 is Monday. `hour` of the territory's clock. */
export type Rhythm = {
	every: 'week' | 'fortnight' | 'month' | 'two-months' | 'quarter';
	weekday: number;
	hour: number;
};

/** Who answers for a title, and what the law of 1881 asks to be printed (« ours »). Empty text: not said. */
export type Imprint = {
	director: string;
	editors: string;
	printer: string;
	issn: string;
	legalDeposit: string;
	printRun: string;
};

export const publicationKindLabels: Record<Publication['kind'], string> = {
	journal: 'Journal',
	newsletter: 'Infolettre'
};

/** How an article appears in an issue. */
export type Form = 'lead' | 'full' | 'summary' | 'title';

export const formLabels: Record<Form, string> = {
	lead: 'À la une',
	full: 'En entier',
	summary: 'Résumé',
	title: 'Titre et lien'
};

/** A block of an issue. `voices` limits it to some structures (ids); empty: all that carry the publication. */
export type IssueBlock = { id: string; voices: string[] } & (
	| { kind: 'article'; articleId: string; form: Form }
	| { kind: 'heading'; title: string }
	| { kind: 'text'; title: string; body: Doc }
	/** Drawn from the events of the house, from the first day to the last. */
	| { kind: 'agenda'; title: string; from: Day; to: Day }
	| { kind: 'figures'; title: string; figures: { value: string; label: string; source: string }[] }
	| { kind: 'moves'; title: string; moves: StaffMove[] }
	| { kind: 'action'; title: string; text: string; label: string; url: string }
	| { kind: 'separator' }
	/** Written by its group and changed by nobody else; never in what is for agents. */
	| { kind: 'tribune'; group: string; title: string; body: Doc; signature: string; depositedOn: Day | null }
	/** Where the imprint of the title stands. */
	| { kind: 'imprint' }
);

export type StaffMove = { what: 'arrival' | 'mobility' | 'departure' | 'retirement'; name: string; detail: string };

export const moveLabels: Record<StaffMove['what'], string> = {
	arrival: 'Bienvenue',
	mobility: 'Mobilité',
	departure: 'Départ',
	retirement: 'Retraite'
};

/** What the head of the house says first, signed. */
export type Editorial = { title: string; body: Doc; signature: string; portrait?: PictureUse | null };

/**
 * How one structure says an issue otherwise. An empty text and an absent editorial are the issue's own; `order` holds the
 * ids of its blocks where they stand otherwise.
 */
export type IssueVoice = {
	subject: string;
	preheader: string;
	editorial?: Editorial | null;
	order: string[] | null;
};

/** Where the proof (BAT) stands. Any change of the issue takes it back to `none`. */
export type ProofState = 'none' | 'submitted' | 'returned' | 'approved';

export const proofStateLabels: Record<ProofState, string> = {
	none: 'En préparation',
	submitted: 'BAT demandé',
	returned: 'Renvoyé pour correction',
	approved: 'BAT donné'
};

export type Issue = {
	id: string;
	publicationId: string;
	number: number;
	title: string;
	/** The date on its cover. */
	date: Day;
	/** Shown by mail clients after the subject. */
	preheader: string;
	editorial: Editorial | null;
	blocks: IssueBlock[];
	/** By structure id; a structure that is not there says the issue as it is. */
	voices: Record<string, IssueVoice>;
	isSpecial: boolean;
	/** Grows with each change, so that nobody overwrites another's. */
	version: number;
	proofState: ProofState;
	proofAt: Instant | null;
	publishedAt: Instant | null;
};

/** A letter as it was when its proof was asked for. `sha256` is of subject, preheader, HTML and text. */
export type FrozenLetter = {
	structureId: string;
	subject: string;
	preheader: string;
	html: string;
	text: string;
	bytes: number;
	sha256: string;
	frozenAt: Instant;
};

/** An issue in a list. `highlights` are titles that this reader will find in it, as his structure says them. */
export type IssueSummary = Pick<Issue, 'id' | 'number' | 'title' | 'date' | 'publishedAt'> & { highlights: string[] };

/** A block as one reader sees it. `anchor` is its place in the page, unique there. */
export type ShownBlock = { id: string; anchor: string } & (
	| { kind: 'article'; form: Form; summary: ArticleSummary; rendition: Rendition }
	| { kind: 'heading'; title: string }
	| { kind: 'text'; title: string; blocks: Block[] }
	| { kind: 'agenda'; title: string; events: EventDate[] }
	| { kind: 'figures'; title: string; figures: { value: string; label: string; source: string }[] }
	| { kind: 'moves'; title: string; groups: MoveGroup[] }
	/** `href` is undefined when the address may not be followed. */
	| { kind: 'action'; title: string; text: string; label: string; href: string | undefined }
	| { kind: 'separator' }
	| { kind: 'tribune'; group: string; title: string; blocks: Block[]; signature: string; depositedOn: Day | null }
	| { kind: 'imprint'; lines: ImprintLine[] }
);

/** Staff moves of one sort, under their word. */
export type MoveGroup = { label: string; moves: { name: string; detail: string }[] };

export type ImprintLine = { label: string; value: string };

/** An issue as one reader sees it, in the voice of one structure; what he may not read is not there. */
export type IssuePage = {
	publication: Publication;
	issue: Issue;
	/** The structure (id) that speaks. */
	voice: string;
	editorial: { title: string; signature: string; blocks: Block[]; portrait: PictureUse | null } | null;
	blocks: ShownBlock[];
	contents: { anchor: string; title: string; level: 1 | 2 }[];
	previous: { number: number; title: string } | null;
	next: { number: number; title: string } | null;
};

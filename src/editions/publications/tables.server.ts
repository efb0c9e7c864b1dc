import type { Day, Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Json } from '#platform/database/index.server.ts';
import type {
	Editorial,
	FrozenLetter,
	Issue,
	IssueBlock,
	ProofState,
	Publication,
	PublicationSettings
} from './publication.ts';

export type PublicationTable = {
	id: string;
	slug: string;
	kind: Publication['kind'];
	title: string;
	tagline: string;
	cadence: string;
	reach: Reach;
	ownerId: string;
	createdAt: Instant;
	archivedAt: Instant | null;
	isService: number;
	/** What is not said is filled in when it is read. */
	settings: Json<Partial<PublicationSettings>>;
};

export type PublicationVoiceTable = { publicationId: string; structureId: string; position: number };

export type IssueTable = {
	id: string;
	publicationId: string;
	number: number;
	title: string;
	date: Day;
	preheader: string;
	editorial: Json<Editorial | null>;
	authorId: string | null;
	publishedAt: Instant | null;
	createdAt: Instant;
	updatedAt: Instant | null;
	voices: Json<Issue['voices']>;
	isSpecial: number;
	version: number;
	proofState: ProofState;
	proofAt: Instant | null;
};

export type IssueLetterTable = FrozenLetter & { issueId: string };

/** `articleId` is null for blocks that are the issue's own; `content` is the block without its id. */
export type IssueBlockTable = {
	id: string;
	issueId: string;
	position: number;
	articleId: string | null;
	content: Json<IssueBlock>;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		publication: PublicationTable;
		publicationVoice: PublicationVoiceTable;
		issue: IssueTable;
		issueBlock: IssueBlockTable;
		issueLetter: IssueLetterTable;
	}
}

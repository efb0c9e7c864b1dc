import type { ReadyArticle } from '#editorial/articles/index.ts';
import type { Validation } from '#foundation/validation/index.ts';
import type { Instant } from '#kernel/dates.ts';
import type { FrozenLetter, Issue, Publication } from './publication.ts';

/** An issue as its desk composes it. */
export type Composition = {
	publication: Publication;
	issue: Issue;
	/** Those that stand in it, whatever became of them since. */
	articles: ReadyArticle[];
	/** When its proof was asked for, and the letters that are looked at. Empty before. */
	letters: Pick<FrozenLetter, 'structureId' | 'bytes' | 'sha256' | 'frozenAt'>[];
	/** The last circuit of its proof, running or not. */
	validation: Validation | null;
	changedAt: Instant;
	canPublish: boolean;
};

/**
 * Articles that an issue can be made of: a line of the composer's left. `isRecent`: validated since the last issue.
 * `heldBy`: another issue of the title that holds it already, as readers name it ("n° 31").
 */
export type ReadyLine = ReadyArticle & { isRecent: boolean; heldBy: string | null };

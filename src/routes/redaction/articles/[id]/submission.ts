import type { ArticleState, ChangeState } from '#editorial/articles/index.ts';
import { clockTime, shortDay, type Instant } from '#kernel/dates.ts';
import { enumerate, typeset } from '#kernel/text.ts';

/** A step of those who will decide; `people` are names. */
export type Decider = { structure: string; label: string; people: string[]; dueHours: number };

/** What is known before sending. */
export type Submitting = {
	deciders: Decider[];
	/** Null: there is nothing validated that it would change. `minorFault`: why it cannot be called minor, or empty. */
	change: { minorFault: string } | null;
	plannedAt: Instant | null;
	isPublished: boolean;
	canPublish: boolean;
};

export type SubmissionOutcome = {
	state: ArticleState;
	changeState: ChangeState | null;
	plannedAt: Instant | null;
	publishedAt: Instant | null;
	/** Names of those who decide now. */
	asked: string[];
};

/** "jeudi 26 novembre à 8 h" */
export const momentWords = (at: Instant): string => `${shortDay(at)} à ${clockTime(at)}`;

/** What became of a submission, in one sentence. `now` is an instant. */
export function outcomeWords(outcome: SubmissionOutcome, now: Instant): string {
	const { state, changeState, publishedAt } = outcome;
	if (state === 'submitted' || changeState === 'submitted') return waitingWords(outcome, now);
	if (state === 'scheduled' && publishedAt) return `Validé. Paraîtra ${momentWords(publishedAt)}.`;
	if (changeState === 'approved') return 'Modification validée. Elle paraîtra au moment prévu.';
	if (state === 'published') return 'Validé et publié.';
	if (state === 'approved') return typeset('Validé. Il reste à dire quand il paraît : voyez « Diffuser ».');
	return 'Envoyé.';
}

function waitingWords({ plannedAt, asked }: SubmissionOutcome, now: Instant): string {
	const who = asked.length > 0 ? `Envoyé à ${enumerate(asked)}` : 'Envoyé à valider';
	if (!plannedAt) return `${who}.`;
	const once = asked.length > 1 ? 'dès qu’ils auront validé' : 'dès que la validation sera faite';
	const when = plannedAt > now ? `paraîtra ${momentWords(plannedAt)} ${once}` : `paraîtra ${once}`;
	return typeset(`${who} ; ${when}.`);
}

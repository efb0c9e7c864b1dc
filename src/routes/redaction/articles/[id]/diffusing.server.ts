import { getForWriting, getRevision, getSlot, listOutlets, tracksOfArticle } from '#editorial/articles/index.server.ts';
import {
	articleKindLabels,
	canPublishArticle,
	canWithdrawArticle,
	canWriteArticle,
	minorFault,
	type ArticleDraft,
	type ArticleKind,
	type ChosenOutlet
} from '#editorial/articles/index.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { finder, findValidation } from '#foundation/validation/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

import type { Decider, SubmissionOutcome, Submitting } from './submission.ts';

/** What the "Diffuser" panel shows beside what is being typed. */
export type Diffusing = Awaited<ReturnType<typeof diffusing>>;

/** When and where an article goes, what became of it, and what this person may do about it. */
export async function diffusing(db: Db, actor: AgentActor, id: string) {
	const article = await getForWriting(db, actor, { id });
	const { slug, state, changeState, publishedAt, plannedAt, publicAt, correction, approvedId, workingId } = article;
	const outlets: ChosenOutlet[] = await listOutlets(db, actor, id);
	return {
		...{ slug, state, changeState, publishedAt, plannedAt, publicAt, correction, outlets },
		isApproved: approvedId !== null,
		isWorkingApproved: approvedId === workingId,
		/** Forms that this person may give it. */
		kinds: (Object.keys(articleKindLabels) as ArticleKind[]).filter((kind) =>
			canWriteArticle(actor, { ...article, kind, guests: [] })
		),
		canPublish: canPublishArticle(actor, article),
		canWithdraw: canWithdrawArticle(actor, article)
	};
}

/** Who would decide on a draft, structure by structure and step by step, by name. */
export async function decidersOf(db: Db, actor: AgentActor, draft: ArticleDraft): Promise<Decider[]> {
	const [tracks, find] = [await tracksOfArticle(db, actor, draft), await finder(db)];
	return tracks.flatMap(({ structureId, steps }) =>
		steps.map(({ label, approver, dueHours }) => ({
			...{ structure: structureId, label, dueHours },
			people: find(approver).map(({ name }) => name)
		}))
	);
}

/** Who decides now on what was submitted, by name. */
async function askedNow(db: Db, id: string): Promise<string[]> {
	const validation = await findValidation(db, { kind: 'article', id });
	if (validation?.state !== 'running') return [];
	const open = validation.steps.filter(({ state }) => state === 'open');
	return [...new Set(open.flatMap(({ people }) => people.map(({ name }) => name)))];
}

/** What the dialog of submission says before: who will decide, and whether the change may be called minor. */
export async function submitting(db: Db, actor: AgentActor, id: string): Promise<Submitting> {
	const article = await getForWriting(db, actor, { id });
	const { draft } = await getSlot(db, actor, id);
	const approved = article.approvedId ? await getRevision(db, actor, id, article.approvedId) : undefined;
	return {
		deciders: await decidersOf(db, actor, draft),
		/** Null: there is nothing validated that it would change. */
		change: approved ? { minorFault: minorFault(approved, draft) ?? '' } : null,
		...{ plannedAt: article.plannedAt, isPublished: article.publishedAt !== null && article.state === 'published' },
		canPublish: canPublishArticle(actor, article)
	};
}

/** What became of a submission, to be said in one sentence. */
export async function submitted(db: Db, actor: AgentActor, id: string): Promise<SubmissionOutcome> {
	const { state, changeState, plannedAt, publishedAt } = await getForWriting(db, actor, { id });
	return { state, changeState, plannedAt, publishedAt, asked: await askedNow(db, id) };
}

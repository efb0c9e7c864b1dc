import { mediaOf } from '#editorial/content/index.ts';
import { findConsentFaults, type ConsentFault } from '#foundation/media/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { dayOf, type Instant } from '#kernel/dates.ts';
import { Conflict } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { ArticleDraft } from './article.ts';
import { draftOf, getRevisionRow, subjectOf, type ArticleRow } from './rows.server.ts';

/** What is shown, how far, and when it is to appear. */
type Shown = { id: string; draft: Pick<ArticleDraft, 'content' | 'reach'>; at?: Instant | null };

/**
 * Which pictures of an article somebody on them does not allow for one of its ways out, on the day it appears: a
 * sentence each, for the editor to show before anybody is asked to decide.
 */
export async function listConsentFaults(db: Db, { id, draft, at }: Shown): Promise<ConsentFault[]> {
	const mediaIds = mediaOf(draft.content);
	if (mediaIds.length === 0) return [];
	const rows = await db
		.selectFrom('articleOutlet')
		.select('outlet')
		.where('articleId', '=', id)
		.where('state', '!=', 'failed')
		.execute();
	const outlets = ['intranet', ...rows.map(({ outlet }) => outlet)];
	const day = dayOf(at && at > now() ? at : now());
	return findConsentFaults(db, { mediaIds, outlets, reach: draft.reach, day });
}

/** Throws `Conflict` with the first of them: what is not allowed is neither sent to validation nor published. */
export async function refuseUncovered(db: Db, shown: Shown): Promise<void> {
	const [fault] = await listConsentFaults(db, shown);
	if (fault) throw new Conflict(`${fault.sentence} Choisissez une autre image, ou renoncez à cette diffusion.`);
}

/**
 * Whether a validated text must wait because somebody has taken back what he allowed, or allowed it until a day that is
 * over: who wrote it is told once. Nobody who decides is stopped by what he cannot change.
 */
export async function holdUncovered(tx: Tx, article: ArticleRow, at?: Instant | null): Promise<boolean> {
	const draft = await draftOf(tx, article, await getRevisionRow(tx, article.id, article.workingId!));
	const [fault] = await listConsentFaults(tx, { id: article.id, draft, at });
	if (!fault) return false;
	await notify(tx, {
		agents: article.authorId ? [article.authorId] : [],
		key: `uncovered:${article.workingId}`,
		kind: 'media',
		subject: subjectOf(article.id),
		title: `« ${draft.content.title} » est validé, mais ne paraît pas`,
		detail: fault.sentence,
		href: `/redaction/articles/${article.id}`
	});
	return true;
}

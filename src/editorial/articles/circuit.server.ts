import { findAdvice, giveNeutralityReason } from '#editorial/advice/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { cancelValidation, decide, findValidation, openValidation } from '#foundation/validation/index.server.ts';
import type { Validation, Verdict, Via } from '#foundation/validation/index.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { json, type Tx } from '#platform/database/index.server.ts';
import type { ArticleDraft, ArticleState } from './article.ts';
import { canPublishArticle, canWriteArticle } from './can.ts';
import { holdUncovered, refuseUncovered } from './consents.server.ts';
import { makeLive } from './publishing.server.ts';
import {
	checked,
	draftOf,
	envelopeOf,
	getForUpdate,
	getRevisionRow,
	isLive,
	setWorkingState,
	subjectOf,
	type ArticleRow
} from './rows.server.ts';
import { concernedBy, minorFault } from './rules.ts';
import { keepSlot } from './slot.server.ts';
import { tracksOfArticle } from './tracks.server.ts';

/** `minor`: a correction that changes nothing of what was decided. `correction`: the notice that readers will see. `neutralityReason`: why
 * a text goes outside as it is in a pre-election period, against the advice. */
export type Submission = {
	importance?: 'minor' | 'important';
	note?: string;
	correction?: string;
	neutralityReason?: string;
};

/**
 * Sends the text to those who decide on it. What was being typed becomes a revision. Where nobody is to be asked, and for
 * a minor correction of a validated text, it is validated at once; a change of a validated text re-opens only the steps
 * of the structures whose words it touches. Answers where the article stands then.
 */
export async function submitArticle(
	tx: Tx,
	actor: Actor,
	id: string,
	{ importance = 'important', note = '', correction = '', neutralityReason = '' }: Submission = {}
): Promise<ArticleState> {
	await keepSlot(tx, actor, id, note);
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new Forbidden();
	if (!article.workingId) throw new Conflict('Cet article n’a pas encore de texte.');
	if (article.approvedId === article.workingId) return settleApproved(tx, actor, article, false);
	const running = await findValidation(tx, subjectOf(id));
	if (running?.state === 'running' && running.revisionId === article.workingId)
		throw new Conflict('Ce texte est déjà chez ceux qui le valident.');
	const after = await draftOf(tx, article, await getRevisionRow(tx, id, article.workingId));
	checked(after);
	await heedAdvice(tx, actor, article, after, neutralityReason);
	await refuseUncovered(tx, { id, draft: after, at: article.plannedAt });
	if (correction.trim()) await keepCorrection(tx, article, after, correction);
	const before = article.approvedId
		? await draftOf(tx, article, await getRevisionRow(tx, id, article.approvedId))
		: undefined;
	if (importance === 'minor') return correct(tx, actor, article, before, after);
	return open(tx, actor, article, before, after);
}

/**
 * What no reader could use, such as a picture that is not described, is put right before anybody decides. In a
 * pre-election period, what goes outside against the advice on neutrality says why, and the journal keeps it.
 */
async function heedAdvice(
	tx: Tx,
	actor: Actor,
	{ id, plannedAt }: ArticleRow,
	draft: ArticleDraft,
	reason: string
): Promise<void> {
	const at = now();
	const advices = await findAdvice(tx, draft, dayOf(plannedAt && plannedAt > at ? plannedAt : at));
	const first = advices.find(({ level }) => level === 'blocks');
	if (first) {
		const message = `${first.title} : ${first.detail}`;
		throw new Invalid(message, { [first.where.field]: message });
	}
	if (draft.reach !== 'internal') await giveNeutralityReason(tx, actor, id, { reason, advices });
}

async function keepCorrection(tx: Tx, article: ArticleRow, draft: ArticleDraft, correction: string): Promise<void> {
	if (correction.length > 1000)
		throw new Invalid('Le rectificatif dépasse 1 000 signes.', { correction: '1 000 signes au plus.' });
	const envelope = json({ ...envelopeOf(draft), correction: correction.trim() });
	await tx.updateTable('revision').set({ envelope }).where('id', '=', article.workingId!).execute();
}

async function correct(
	tx: Tx,
	actor: Actor,
	article: ArticleRow,
	before: ArticleDraft | undefined,
	after: ArticleDraft
): Promise<ArticleState> {
	if (!canPublishArticle(actor, article))
		throw new Forbidden('Une correction sans nouvelle validation revient à la rédaction.');
	const fault = before ? minorFault(before, after) : 'Ce texte n’a encore jamais été validé.';
	if (fault) throw new Invalid(fault, { importance: fault });
	await approve(tx, actor, article, 'article.correct');
	return settleApproved(tx, actor, { ...article, approvedId: article.workingId }, true);
}

async function open(
	tx: Tx,
	actor: Actor,
	article: ArticleRow,
	before: ArticleDraft | undefined,
	after: ArticleDraft
): Promise<ArticleState> {
	const tracks = await tracksOfArticle(tx, actor, after);
	if (tracks.every(({ steps }) => steps.length === 0)) {
		if (!canPublishArticle(actor, article))
			throw new Forbidden('Personne ne valide ici : la rédaction publie elle-même.');
		await approve(tx, actor, article, 'article.approve');
		return settleApproved(tx, actor, { ...article, approvedId: article.workingId }, false);
	}
	const concerned = before ? concernedBy(before, after) : after.voices;
	const keep = before ? before.voices.filter((structure) => !concerned.includes(structure)) : [];
	const subject = subjectOf(article.id);
	const opening = { subject, revisionId: article.workingId!, title: after.content.title, tracks, keep };
	const validation = await openValidation(tx, actor, opening);
	await setWorkingState(tx, article, 'submitted');
	await audit(tx, actor, 'article.submit', subject, { revision: article.workingId, concerned });
	// Everything may have been taken over: the steps of those whom the change does not concern.
	if (validation.steps.some(({ state }) => state === 'open')) return 'submitted';
	await cancelValidation(tx, actor, subject);
	await approve(tx, actor, article, 'article.approve');
	return settleApproved(tx, actor, { ...article, approvedId: article.workingId }, false);
}

async function approve(tx: Tx, actor: Actor, article: ArticleRow, action: string): Promise<void> {
	await tx.updateTable('article').set({ approvedId: article.workingId }).where('id', '=', article.id).execute();
	await audit(tx, actor, action, subjectOf(article.id), { revision: article.workingId });
}

/** What is validated appears at its moment: when it was planned, at once for a change of what readers see, else by hand. */
async function settleApproved(tx: Tx, actor: Actor, article: ArticleRow, isMinor: boolean): Promise<ArticleState> {
	if (article.liveId === article.workingId && isLive(article)) return article.state;
	const at = now();
	if (isLive(article)) {
		// A change is shown at once, unless it was planned for later than what it replaces appeared.
		const waits = !isMinor && (article.plannedAt ?? '') > at && (article.publishedAt ?? '') <= at;
		await setWorkingState(tx, article, 'approved');
		if (!waits && !(await holdUncovered(tx, article))) await makeLive(tx, actor, article, {}, { isMinor });
		return article.state;
	}
	await setWorkingState(tx, article, 'approved');
	if (!article.plannedAt || (await holdUncovered(tx, article, article.plannedAt))) return 'approved';
	const moment = article.plannedAt > at ? article.plannedAt : at;
	await makeLive(tx, actor, { ...article, state: 'approved' }, { at: moment });
	return moment > at ? 'scheduled' : 'published';
}

/**
 * Takes a decision on an article's step. When the last one approves, the article is validated, and appears when it was
 * planned. The one who asked, the author and those who had approved are told of the end. See `decide` for what it throws.
 */
export async function decideArticle(
	tx: Tx,
	actor: Actor,
	stepId: string,
	decision: { verdict: Verdict; reason: string; via: Via }
): Promise<Validation> {
	const { validation, outcome } = await decide(tx, actor, stepId, decision);
	const article = await getForUpdate(tx, validation.subject.id);
	if (outcome === 'approved' && validation.revisionId === article.workingId) {
		await approve(tx, actor, article, 'article.approve');
		await settleApproved(tx, actor, { ...article, approvedId: article.workingId }, false);
	}
	if (outcome === 'returned') await setWorkingState(tx, article, 'returned');
	if (decision.verdict === 'comment' || outcome !== 'running')
		await tell(tx, actor, article, validation, decision.verdict);
	return validation;
}

const outcomes = {
	approve: { kind: 'decided', words: 'est validé' },
	return: { kind: 'returned', words: 'est renvoyé pour correction' },
	comment: { kind: 'remark', words: 'a reçu un commentaire' }
} as const;

async function tell(
	tx: Tx,
	actor: Actor,
	article: ArticleRow,
	validation: Validation,
	verdict: Verdict
): Promise<void> {
	const { kind, words } = outcomes[verdict];
	const approvers = validation.steps.flatMap(({ decidedBy }) => decidedBy?.id ?? []);
	const writers = [validation.openedBy?.id, article.authorId].filter((id) => id !== null && id !== undefined);
	const last = validation.decisions.at(-1);
	const notice = {
		key: `${verdict}:${last?.id ?? validation.id}`,
		kind,
		subject: subjectOf(article.id),
		title: `« ${validation.title} » ${words}`,
		detail: last?.reason ?? ''
	};
	const others = (agents: string[]) => agents.filter((id) => actor.kind !== 'agent' || id !== actor.id);
	await notify(tx, { ...notice, agents: others(writers), href: `/redaction/articles/${article.id}` });
	// Who decided may not be able to write: he is shown what was decided.
	if (verdict !== 'comment')
		await notify(tx, { ...notice, agents: others(approvers), href: `/redaction/validations/${validation.id}` });
}

/** Takes a text back from those who decide on it, to go on writing. */
export async function takeBackArticle(tx: Tx, actor: Actor, id: string): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new Forbidden();
	if (!(await cancelValidation(tx, actor, subjectOf(id)))) throw new Conflict('Aucune validation n’est en cours.');
	await setWorkingState(tx, article, 'draft');
}

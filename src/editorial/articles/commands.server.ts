import { checkDoc } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { forgetSubject } from '#foundation/search/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { json, lockRows, type Tx } from '#platform/database/index.server.ts';
import type { ArticleDraft, Details } from './article.ts';
import { canPublishArticle, canWithdrawArticle, canWriteArticle } from './can.ts';
import { indexArticle } from './indexing.server.ts';
import { columnsOf } from './revision.server.ts';
import { faultsOf, visibleStates, wordsIn } from './rules.ts';
import { freeSlug } from './slugs.server.ts';

const subjectOf = (id: string) => ({ kind: 'article', id });
const authorOf = (actor: Actor) => (actor.kind === 'agent' ? actor.id : null);

/** Writes a new article as a draft, with its first revision. Throws `Invalid` with one sentence per field. */
export async function createArticle(
	tx: Tx,
	actor: Actor,
	unchecked: ArticleDraft
): Promise<{ id: string; slug: string }> {
	if (!canWriteArticle(actor, unchecked)) throw new Forbidden();
	const draft = checked(unchecked);
	const id = newId();
	const slug = await freeSlug(tx, draft.slug ?? draft.content.title);
	await tx
		.insertInto('article')
		.values({
			...envelopeRow(draft),
			id,
			slug,
			state: 'draft',
			authorId: authorOf(actor),
			liveId: null,
			workingId: null,
			publishedAt: null,
			updatedAt: null,
			source: draft.source ?? null,
			sourceHash: null,
			createdAt: now(),
			correction: '',
			readingVersion: 1
		})
		.execute();
	await writeSatellites(tx, id, draft);
	await addRevision(tx, actor, id, draft, '');
	await audit(tx, actor, 'article.create', subjectOf(id), { slug, kind: draft.kind });
	return { id, slug };
}

/** Writes a new working revision and the envelope. What readers see does not change before `publishArticle`. */
export async function reviseArticle(
	tx: Tx,
	actor: Actor,
	id: string,
	unchecked: ArticleDraft,
	note = ''
): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article) || !canWriteArticle(actor, unchecked)) throw new Forbidden();
	const draft = checked(unchecked);
	await tx.updateTable('article').set(envelopeRow(draft)).where('id', '=', id).execute();
	await writeSatellites(tx, id, draft);
	const number = await addRevision(tx, actor, id, draft, note);
	await audit(tx, actor, 'article.revise', subjectOf(id), { revision: number, note });
	if (visibleStates.includes(article.state)) await indexArticle(tx, id);
}

/**
 * Makes the working revision the one that readers see, from `at` (an instant, now unless said). Publishing again what is
 * published tells readers that it was updated.
 */
export async function publishArticle(tx: Tx, actor: Actor, id: string, { at }: { at?: Instant } = {}): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canPublishArticle(actor, article)) throw new Forbidden();
	if (!article.workingId) throw new Conflict('Cet article n’a pas encore de texte.');
	const isAgain = visibleStates.includes(article.state) && article.publishedAt !== null && article.publishedAt <= now();
	const publishedAt = isAgain ? (at ?? article.publishedAt!) : (at ?? now());
	const isChanged = isAgain && article.liveId !== article.workingId;
	await tx
		.updateTable('article')
		.set({
			state: publishedAt > now() ? 'scheduled' : 'published',
			liveId: article.workingId,
			publishedAt,
			updatedAt: isChanged ? now() : article.updatedAt
		})
		.where('id', '=', id)
		.execute();
	await audit(tx, actor, 'article.publish', subjectOf(id), { at: publishedAt, revision: article.workingId });
	await indexArticle(tx, id);
}

/** Takes a published article away from every reader; its text is kept. A reason is asked for. */
export async function withdrawArticle(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const article = await getForUpdate(tx, id);
	if (!canWithdrawArticle(actor, article)) throw new Forbidden();
	if (!visibleStates.includes(article.state)) throw new Conflict('Cet article n’est pas publié.');
	if (!reason.trim())
		throw new Invalid('Dites pourquoi l’article est retiré.', { reason: 'Dites pourquoi l’article est retiré.' });
	await tx.updateTable('article').set({ state: 'withdrawn' }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.withdraw', subjectOf(id), { reason });
	await forgetSubject(tx, subjectOf(id));
}

/** Gives another address. Once published, the old one keeps leading to the article. Returns the address taken. */
export async function renameArticle(tx: Tx, actor: Actor, id: string, wanted: string): Promise<string> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new Forbidden();
	const slug = await freeSlug(tx, wanted, id);
	if (slug === article.slug) return slug;
	await tx.deleteFrom('articleSlug').where('slug', '=', slug).where('articleId', '=', id).execute();
	if (article.publishedAt !== null)
		await tx.insertInto('articleSlug').values({ slug: article.slug, articleId: id }).execute();
	await tx.updateTable('article').set({ slug }).where('id', '=', id).execute();
	await audit(tx, actor, 'article.rename', subjectOf(id), { from: article.slug, to: slug });
	return slug;
}

/** Remembers what an article was imported from, so that the same input changes nothing. `hash` is SHA-256 (hex). */
export async function markSource(tx: Tx, id: string, source: string, hash: string): Promise<void> {
	await tx.updateTable('article').set({ source, sourceHash: hash }).where('id', '=', id).execute();
}

async function getForUpdate(tx: Tx, id: string) {
	const article = await lockRows(tx, tx.selectFrom('article').selectAll().where('id', '=', id)).executeTakeFirst();
	if (!article) throw new NotFound('Cet article n’existe pas.');
	return article;
}

/** The draft with its body in the one form that the schema gives it. Throws `Invalid` with one sentence per field. */
function checked(draft: ArticleDraft): ArticleDraft {
	const body = checkDoc(draft.content.body);
	const faults = faultsOf(draft);
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	return { ...draft, content: { ...draft.content, body } };
}

const envelopeRow = (draft: ArticleDraft) => ({
	kind: draft.kind,
	sectionId: draft.sectionId,
	ownerId: draft.ownerId,
	reach: draft.reach,
	signature: draft.signature,
	contact: draft.contact,
	details: json(draft.details),
	expiresAt: draft.expiresAt,
	reviewOn: draft.reviewOn
});

/** Who speaks, who may read, and the dates of an event: rows beside the envelope. */
async function writeSatellites(tx: Tx, articleId: string, draft: ArticleDraft): Promise<void> {
	for (const table of ['articleVoice', 'articleAudience', 'eventDate'] as const)
		await tx.deleteFrom(table).where('articleId', '=', articleId).execute();
	const voices = draft.voices.map((structureId, position) => ({ articleId, structureId, position }));
	await tx.insertInto('articleVoice').values(voices).execute();
	const audience = draft.audience.map((structureId) => ({ articleId, structureId }));
	await tx.insertInto('articleAudience').values(audience).execute();
	if (draft.kind !== 'event') return;
	const { dates } = draft.details as Details['event'];
	await tx
		.insertInto('eventDate')
		.values(dates.map(({ start, end }) => ({ articleId, startAt: start, endAt: end, overAt: end ?? start })))
		.execute();
}

async function addRevision(
	tx: Tx,
	actor: Actor,
	articleId: string,
	draft: ArticleDraft,
	note: string
): Promise<number> {
	const { last } = await tx
		.selectFrom('revision')
		.select((eb) => eb.fn.max('number').as('last'))
		.where('articleId', '=', articleId)
		.executeTakeFirstOrThrow();
	const id = newId();
	const number = Number(last ?? 0) + 1;
	await tx
		.insertInto('revision')
		.values({
			id,
			articleId,
			number,
			...columnsOf(draft.content),
			words: wordsIn(draft),
			note,
			authorId: authorOf(actor),
			createdAt: now()
		})
		.execute();
	await tx.updateTable('article').set({ workingId: id }).where('id', '=', articleId).execute();
	return number;
}

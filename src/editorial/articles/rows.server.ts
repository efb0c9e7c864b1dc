import { checkDoc } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { json, lockRows, readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import type { Selectable } from 'kysely';
import type { ArticleDraft, ArticleState, ChangeState, Details, Envelope } from './article.ts';
import { columnsOf, contentOf } from './revision.server.ts';
import { faultsOf, visibleStates, wordsIn } from './rules.ts';
import type { ArticleTable, RevisionTable } from './tables.server.ts';

export type ArticleRow = Selectable<ArticleTable>;

export const subjectOf = (id: string) => ({ kind: 'article', id });
export const authorOf = (actor: Actor) => (actor.kind === 'agent' ? actor.id : null);

/** Whether readers see something of it, or will at its moment. */
export const isLive = ({ state, liveId }: Pick<ArticleRow, 'state' | 'liveId'>): boolean =>
	liveId !== null && visibleStates.includes(state);

/** An article with who was invited to write it, locked. Throws `NotFound`. */
export async function getForUpdate(tx: Tx, id: string): Promise<ArticleRow & { guests: string[] }> {
	const article = await lockRows(tx, tx.selectFrom('article').selectAll().where('id', '=', id)).executeTakeFirst();
	if (!article) throw new NotFound('Cet article n’existe pas.');
	return { ...article, guests: await guestsOf(tx, id) };
}

export async function guestsOf(db: Db, articleId: string): Promise<string[]> {
	const rows = await db.selectFrom('articleGuest').select('agentId').where('articleId', '=', articleId).execute();
	return rows.map(({ agentId }) => agentId);
}

/** The draft with its body in the one form that the schema gives it. Throws `Invalid` with one sentence per field. */
export function checked(draft: ArticleDraft): ArticleDraft {
	const body = checkDoc(draft.content.body);
	const faults = faultsOf(draft);
	const first = Object.values(faults)[0];
	if (first) throw new Invalid(first, faults);
	return { ...draft, content: { ...draft.content, body } };
}

/** The columns that readers' queries ask: what was validated, once an article is live. */
export const envelopeRow = (envelope: Envelope) => ({
	kind: envelope.kind,
	sectionId: envelope.sectionId,
	ownerId: envelope.ownerId,
	reach: envelope.reach,
	signature: envelope.signature,
	contact: envelope.contact,
	details: json(envelope.details)
});

/** Who speaks, who may read, and the dates of an event: rows beside the envelope. */
export async function writeSatellites(tx: Tx, articleId: string, envelope: Envelope): Promise<void> {
	for (const table of ['articleVoice', 'articleAudience', 'eventDate'] as const)
		await tx.deleteFrom(table).where('articleId', '=', articleId).execute();
	const voices = envelope.voices.map((structureId, position) => ({ articleId, structureId, position }));
	await tx.insertInto('articleVoice').values(voices).execute();
	const audience = envelope.audience.map((structureId) => ({ articleId, structureId }));
	await tx.insertInto('articleAudience').values(audience).execute();
	if (envelope.kind !== 'event') return;
	const { dates } = envelope.details as Details['event'];
	await tx
		.insertInto('eventDate')
		.values(dates.map(({ start, end }) => ({ articleId, startAt: start, endAt: end, overAt: end ?? start })))
		.execute();
}

/** What a revision keeps beside its words. `correction`: the notice that readers will see when it replaces another. */
export type KeptEnvelope = Envelope & { correction?: string };

export const envelopeOf = (draft: ArticleDraft): Envelope => ({
	kind: draft.kind,
	sectionId: draft.sectionId,
	ownerId: draft.ownerId,
	voices: draft.voices,
	audience: draft.audience,
	reach: draft.reach,
	signature: draft.signature,
	contact: draft.contact,
	expiresAt: draft.expiresAt,
	reviewOn: draft.reviewOn,
	details: draft.details
});

/** Adds an immutable revision and makes it the working one. Returns its number. */
export async function addRevision(
	tx: Tx,
	actor: Actor,
	articleId: string,
	draft: ArticleDraft,
	note: string
): Promise<{ id: string; number: number }> {
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
			note: note.trim().slice(0, 500),
			authorId: authorOf(actor),
			createdAt: now(),
			envelope: json(envelopeOf(draft))
		})
		.execute();
	await tx.updateTable('article').set({ workingId: id }).where('id', '=', articleId).execute();
	return { id, number };
}

/** The envelope that the article's own columns hold: of what readers see, or of the draft of what they never saw. */
export async function columnEnvelope(db: Db, row: ArticleRow): Promise<Envelope> {
	const voices = await db
		.selectFrom('articleVoice')
		.select('structureId')
		.where('articleId', '=', row.id)
		.orderBy('position')
		.execute();
	const audience = await db
		.selectFrom('articleAudience')
		.select('structureId')
		.where('articleId', '=', row.id)
		.execute();
	const { kind, sectionId, ownerId, reach, signature, contact, expiresAt, reviewOn } = row;
	return {
		...{ kind, sectionId, ownerId, reach, signature, contact, expiresAt, reviewOn },
		voices: voices.map(({ structureId }) => structureId),
		audience: audience.map(({ structureId }) => structureId),
		details: readJson(row.details)
	};
}

/** A revision as a whole draft. Those of before envelopes were kept with the words have the article's. */
export async function draftOf(
	db: Db,
	article: ArticleRow,
	revision: Selectable<RevisionTable>
): Promise<ArticleDraft & { correction?: string }> {
	const kept: KeptEnvelope = revision.envelope ? readJson(revision.envelope) : await columnEnvelope(db, article);
	// Until when it is read is settled apart from the words, so that it never waits for them.
	const { expiresAt, reviewOn } = article;
	return { ...kept, expiresAt, reviewOn, content: contentOf(revision) };
}

export async function getRevisionRow(db: Db, articleId: string, id: string): Promise<Selectable<RevisionTable>> {
	const row = await db
		.selectFrom('revision')
		.selectAll()
		.where('id', '=', id)
		.where('articleId', '=', articleId)
		.executeTakeFirst();
	if (!row) throw new NotFound('Cette version n’existe pas.');
	return row;
}

/** What was typed is in a revision now. The version goes on: who still holds the former one is told so. */
export async function clearSlot(tx: Tx, articleId: string): Promise<void> {
	await tx
		.updateTable('articleSlot')
		.set((eb) => ({ draft: json(null), version: eb('version', '+', 1) }))
		.where('articleId', '=', articleId)
		.execute();
}

/** Writes where the working text stands: on the article itself, or beside what readers see already. */
export async function setWorkingState(
	tx: Tx,
	article: Pick<ArticleRow, 'id' | 'state' | 'liveId'>,
	state: ChangeState
): Promise<void> {
	const where: { changeState: ChangeState } | { state: ArticleState; changeState: null } = isLive(article)
		? { changeState: state }
		: { state, changeState: null };
	await tx.updateTable('article').set(where).where('id', '=', article.id).execute();
}

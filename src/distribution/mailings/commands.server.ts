import { refuseUnhealthySenders, type SenderHouse } from '#distribution/senders/index.server.ts';
import { findIssueById, getPublicationById, refuseUnproofed } from '#editions/publications/index.server.ts';
import { publishIssue } from '#editions/publications/index.server.ts';
import { isPublished, type Issue, type Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import { lockRows, type Db, type Tx } from '#platform/database/index.server.ts';
import { canSendIssue } from './can.ts';
import { freezeAudience, freezeMailingLetters, type OnFrozen } from './freezing.server.ts';
import type { Mailing, MailingState, Policy } from './mailing.ts';
import { mailingOf } from './queries.server.ts';
import { canPauseFrom, canStartFrom, canStopFrom } from './rules.ts';

export type MailingSettings = Pick<Settings, 'origin' | 'dataDir' | 'mailFrom' | 'sessionSecret'>;

export type MailingDraft = {
	/** `hold` unless said; see `Policy`. */
	policy?: Policy;
	isUrgent?: boolean;
};

const subjectOf = (id: string) => ({ kind: 'mailing', id });

/**
 * Freezes who receives an issue and the letters that were approved, in one transaction: it is all there or nothing is. It
 * does not leave before `startMailing`. Throws `Forbidden`, and `Conflict` without a proof of exactly this issue, while
 * another mailing of it is not over, or when nobody would receive it.
 */
export async function createMailing(
	db: Db,
	actor: Actor,
	issueId: string,
	{ policy = 'hold', isUrgent = false }: MailingDraft,
	settings: MailingSettings,
	onFrozen: OnFrozen = () => {}
): Promise<Mailing> {
	const { issue, publication } = await issueOf(db, issueId);
	if (!canSendIssue(actor, publication)) throw new Forbidden();
	await refuseUnproofed(db, issue, settings);
	const structures = await listStructures(db);
	return db.transaction().execute(async (tx) => {
		await lockRows(tx, tx.selectFrom('issue').select('id').where('id', '=', issueId)).execute();
		const present = await findIssueById(tx, issueId);
		if (present?.version !== issue.version || present.proofState !== 'approved')
			throw new Conflict('Le numéro vient de changer : redemandez le BAT.');
		await refuseAnother(tx, issueId);
		const at = now();
		const row = { id: newId(), issueId, publicationId: publication.id, state: 'preparing' as const, policy };
		await tx
			.insertInto('mailing')
			.values({
				...{ ...row, isUrgent: Number(isUrgent), reason: null, candidates: 0, excluded: 0, plannedAt: null },
				...{ createdBy: actor.kind === 'agent' ? actor.id : null, createdAt: at, preparedAt: null },
				...{ startedAt: null, endedAt: null, erasedAt: null }
			})
			.execute();
		const frame = { mailingId: row.id, issue, publication, structures, isUrgent };
		await freezeMailingLetters(tx, frame, settings);
		const frozen = await freezeAudience(tx, frame, settings.sessionSecret, onFrozen);
		const prepared = { ...frozen, state: 'ready' as const, preparedAt: now() };
		await tx.updateTable('mailing').set(prepared).where('id', '=', row.id).execute();
		await audit(tx, actor, 'mailing.create', subjectOf(row.id), { issue: issueId, policy, isUrgent, ...frozen });
		return mailingOf(await getRow(tx, row.id));
	});
}

async function refuseAnother(tx: Tx, issueId: string): Promise<void> {
	const other = await tx
		.selectFrom('mailing')
		.select('state')
		.where('issueId', '=', issueId)
		.where('state', 'in', ['preparing', 'ready', 'scheduled', 'sending', 'paused'])
		.executeTakeFirst();
	if (other)
		throw new Conflict('Un envoi de ce numéro est déjà préparé ou en cours : menez-le à son terme ou arrêtez-le.');
}

/**
 * Lets a mailing leave, now or at `at`; one that is paused goes on. The issue appears with it. Throws `Conflict` when what
 * was approved is no more what would be said, or when a structure that has never sent would be badly received.
 */
export async function startMailing(
	db: Db,
	actor: Actor,
	id: string,
	settings: MailingSettings & SenderHouse,
	{ at }: { at?: Instant } = {}
): Promise<Mailing> {
	const before = await getRow(db, id);
	const { issue, publication } = await issueOf(db, before.issueId);
	if (!canSendIssue(actor, publication)) throw new Forbidden();
	if (before.startedAt === null) {
		await refuseUnproofed(db, issue, settings);
		await refuseUnhealthySenders(db, await listSpeaking(db, id), settings);
	}
	if (at !== undefined && at <= now()) throw new Invalid('Choisissez un moment à venir.', { at: 'Un moment à venir.' });
	return db.transaction().execute(async (tx) => {
		const mailing = await getForUpdate(
			tx,
			id,
			canStartFrom,
			'Cet envoi ne peut pas partir : il est déjà parti, ou arrêté.'
		);
		if (at !== undefined) {
			await move(tx, actor, id, 'schedule', { state: 'scheduled', plannedAt: at, reason: null });
		} else {
			if (!isPublished(issue, now())) await publishIssue(tx, actor, issue.id);
			const startedAt = mailing.startedAt ?? now();
			await move(tx, actor, id, mailing.startedAt ? 'resume' : 'start', { state: 'sending', reason: null, startedAt });
		}
		return mailingOf(await getRow(tx, id));
	});
}

/** The structures whose letters a mailing holds. */
async function listSpeaking(db: Db, mailingId: string): Promise<Structure[]> {
	const rows = await db.selectFrom('mailingLetter').select('structureId').where('mailingId', '=', mailingId).execute();
	const speaking = new Set(rows.map(({ structureId }) => structureId));
	return (await listStructures(db)).filter(({ id }) => speaking.has(id));
}

/** Keeps what has not left yet. Letters that the server is being given end. */
export async function pauseMailing(
	tx: Tx,
	actor: Actor,
	id: string,
	reason = 'Mis en pause à la main.'
): Promise<void> {
	await refuseStranger(tx, actor, id);
	await getForUpdate(tx, id, canPauseFrom, 'Cet envoi n’est pas en cours.');
	await move(tx, actor, id, 'pause', { state: 'paused', reason });
}

/** Ends it for good: who has not received it will not. */
export async function stopMailing(tx: Tx, actor: Actor, id: string): Promise<void> {
	await refuseStranger(tx, actor, id);
	await getForUpdate(tx, id, canStopFrom, 'Cet envoi est déjà terminé.');
	await tx
		.updateTable('delivery')
		.set({ state: 'skipped', holder: null, nextAt: null, at: now(), response: 'Envoi arrêté' })
		.where('mailingId', '=', id)
		.where('state', 'in', ['pending', 'deferred'])
		.execute();
	await move(tx, actor, id, 'stop', { state: 'cancelled', reason: null, endedAt: now() });
}

/**
 * Sends some letters again that a person looked at: those that nobody knows to have left, that were refused, or put off.
 * Answers how many. Throws `Conflict` when none of them can be.
 */
export async function resendDeliveries(tx: Tx, actor: Actor, id: string, deliveryIds: string[]): Promise<number> {
	await refuseStranger(tx, actor, id);
	const mailing = await getForUpdate(
		tx,
		id,
		['sending', 'paused', 'settling'],
		'Cet envoi est terminé : ses lettres ne repartent plus.'
	);
	let again = 0;
	for (let from = 0; from < deliveryIds.length; from += 500) {
		const { numUpdatedRows } = await tx
			.updateTable('delivery')
			.set({ state: 'pending', holder: null, nextAt: null, attempts: 0, at: now() })
			.where('mailingId', '=', id)
			.where('id', 'in', deliveryIds.slice(from, from + 500))
			.where('state', 'in', ['uncertain', 'failed', 'deferred'])
			.executeTakeFirst();
		again += Number(numUpdatedRows);
	}
	if (again === 0) throw new Conflict('Aucune de ces lettres n’est à renvoyer.');
	const state = mailing.state === 'paused' ? ('paused' as const) : ('sending' as const);
	await move(tx, actor, id, 'resend', { state, endedAt: null }, { deliveries: again });
	return again;
}

/** A doubtful letter that a person found to have arrived: it is not sent again. */
export async function confirmDeliveries(tx: Tx, actor: Actor, id: string, deliveryIds: string[]): Promise<number> {
	await refuseStranger(tx, actor, id);
	const { numUpdatedRows } = await tx
		.updateTable('delivery')
		.set({ state: 'sent', at: now() })
		.where('mailingId', '=', id)
		.where('id', 'in', deliveryIds.slice(0, 500))
		.where('state', '=', 'uncertain')
		.executeTakeFirst();
	await audit(tx, actor, 'mailing.confirm', subjectOf(id), { deliveries: Number(numUpdatedRows) });
	return Number(numUpdatedRows);
}

async function move(
	tx: Tx,
	actor: Actor,
	id: string,
	verb: string,
	change: { state: MailingState } & Partial<Record<'reason' | 'plannedAt' | 'startedAt' | 'endedAt', string | null>>,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await tx.updateTable('mailing').set(change).where('id', '=', id).execute();
	await audit(tx, actor, `mailing.${verb}`, subjectOf(id), { ...detail, ...change });
}

async function issueOf(db: Db, issueId: string): Promise<{ issue: Issue; publication: Publication }> {
	const issue = await findIssueById(db, issueId);
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication: await getPublicationById(db, issue.publicationId) };
}

async function getRow(db: Db, id: string) {
	const row = await db.selectFrom('mailing').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw new NotFound('Cet envoi n’existe pas.');
	return row;
}

async function refuseStranger(db: Db, actor: Actor, id: string): Promise<void> {
	const { publicationId } = await getRow(db, id);
	if (!canSendIssue(actor, await getPublicationById(db, publicationId))) throw new Forbidden();
}

async function getForUpdate(tx: Tx, id: string, states: MailingState[], otherwise: string) {
	const row = await lockRows(tx, tx.selectFrom('mailing').selectAll().where('id', '=', id)).executeTakeFirst();
	if (!row) throw new NotFound('Cet envoi n’existe pas.');
	if (!states.includes(row.state)) throw new Conflict(otherwise);
	return row;
}

import { findAgent, listAgents } from '#foundation/accounts/index.server.ts';
import { fullName, holds, isOpen, type Actor, type Agent } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify, settleNotices } from '#foundation/notices/index.server.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Reach } from '#kernel/reach.ts';
import { count } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { json, type Db, type Tx } from '#platform/database/index.server.ts';
import { byPerson, consentFaults, consentUses, uncovered, usesOf, type Consent, type ConsentUse } from './consents.ts';
import { checkConsent, type ConsentDraft } from './input.ts';
import { listConsents } from './library.server.ts';
import type { Media } from './media.ts';
import { loadMedia } from './queries.server.ts';
import { getForTending, refreshSearch } from './tending.server.ts';
import type { MediaPlaces, MediaUse } from './uses.ts';

/** Why one picture may not leave by some ways. */
export type ConsentFault = { mediaId: string; name: string; sentence: string };

/** What keeps pictures from being shown by these ways out on that day: nothing when everybody on them agrees. */
export async function findConsentFaults(
	db: Db,
	{ mediaIds, outlets, reach, day }: { mediaIds: string[]; outlets: readonly string[]; reach: Reach; day: Day }
): Promise<ConsentFault[]> {
	const media = [...(await loadMedia(db, mediaIds, { withdrawn: true })).values()];
	const concerned = media.filter(({ hasPeople, withdrawnAt }) => hasPeople || withdrawnAt !== null);
	const consents = await listConsents(
		db,
		concerned.map(({ id }) => id)
	);
	return concerned.flatMap((one) =>
		consentFaults(
			one,
			consents.filter(({ mediaId }) => mediaId === one.id),
			{ uses: usesOf(outlets, reach), reach, day }
		).map((sentence) => ({ mediaId: one.id, name: one.name, sentence }))
	);
}

/** Registers what a person on a picture allows. Throws `Invalid` with one sentence per field. Returns its id. */
export async function addConsent(tx: Tx, actor: Actor, mediaId: string, draft: ConsentDraft): Promise<string> {
	const row = await getForTending(tx, actor, mediaId);
	if (row.kind !== 'image') throw new Conflict('Un accord se donne pour une image.');
	const said = checkConsent(await withAgent(tx, draft));
	const consent = { ...said, id: newId(), mediaId, createdAt: now() };
	await tx
		.insertInto('imageConsent')
		.values({
			...consent,
			uses: json(said.uses),
			createdBy: actor.kind === 'agent' ? actor.id : null,
			...{ withdrawnAt: null, withdrawnReason: '', soonToldAt: null, endedToldAt: null, leftToldAt: null }
		})
		.execute();
	await tx.updateTable('media').set({ hasPeople: 1 }).where('id', '=', mediaId).execute();
	await refreshSearch(tx, row);
	await settleNotices(tx, { kind: 'media', id: mediaId }, 'media');
	const { person, uses, untilOn } = said;
	await audit(
		tx,
		actor,
		'media.consent',
		{ kind: 'media', id: mediaId },
		{ consent: consent.id, person, uses, untilOn }
	);
	return consent.id;
}

async function withAgent(tx: Tx, draft: ConsentDraft): Promise<ConsentDraft> {
	if (draft.agentId || !draft.agent?.trim()) return draft;
	const agent = await findAgent(tx, draft.agent);
	if (agent) return { ...draft, agentId: agent.id };
	const message = 'Personne n’a cette adresse ni ce matricule. Laissez vide si la personne n’est pas agent.';
	throw new Invalid(message, { agent: message });
}

/**
 * Somebody takes back a consent. When what he still allows does not cover every use that readers have of the picture,
 * it is withdrawn: it leaves all live pages at once, and those who used it are told where. Returns whether it was, and
 * every use. Throws `Invalid` (`reason`) and `Conflict`.
 */
export async function withdrawConsent(
	tx: Tx,
	actor: Actor,
	consentId: string,
	reason: string,
	places: MediaPlaces
): Promise<{ isWithdrawn: boolean; uses: MediaUse[] }> {
	const { consent, media } = await getConsent(tx, actor, consentId);
	if (consent.withdrawnAt) throw new Conflict('Cet accord est déjà retiré.');
	if (!reason.trim())
		throw new Invalid('Dites comment la demande est arrivée.', { reason: 'Dites comment la demande est arrivée.' });
	const withdrawn = { withdrawnAt: now(), withdrawnReason: reason.trim().slice(0, 500) };
	await tx.updateTable('imageConsent').set(withdrawn).where('id', '=', consentId).execute();
	const uses = await places.list(tx, [media.id]);
	const own = (await listConsents(tx, [media.id])).filter(isSamePerson(consent));
	const isWithdrawn = media.withdrawnAt === null && !coversShown(own, uses, dayOf(now()));
	if (isWithdrawn) await tx.updateTable('media').set({ withdrawnAt: now() }).where('id', '=', media.id).execute();
	await places.forget(tx, media.id);
	const detail = { consent: consentId, person: consent.person, reason: withdrawn.withdrawnReason, isWithdrawn };
	await audit(tx, actor, 'media.withdrawConsent', { kind: 'media', id: media.id }, detail);
	await settleNotices(tx, { kind: 'media', id: media.id }, 'media');
	await tellWithdrawal(tx, media, consent, uses, isWithdrawn);
	return { isWithdrawn, uses };
}

/** Registered by mistake: it goes as if it had never been, but for the audit. What was withdrawn stays written. */
export async function removeConsent(tx: Tx, actor: Actor, consentId: string): Promise<void> {
	const { consent, media } = await getConsent(tx, actor, consentId);
	if (consent.withdrawnAt) throw new Conflict('Un accord retiré reste écrit.');
	await tx.deleteFrom('imageConsent').where('id', '=', consentId).execute();
	await refreshSearch(tx, media);
	const { person, uses } = consent;
	await audit(tx, actor, 'media.removeConsent', { kind: 'media', id: media.id }, { consent: consentId, person, uses });
}

/**
 * Shows a withdrawn picture again, everywhere it stood. Throws `Conflict` with who does not allow what, unless everybody
 * on it allows every use that readers would have of it.
 */
export async function restoreMedia(tx: Tx, actor: Actor, id: string, places: MediaPlaces): Promise<void> {
	const row = await getForTending(tx, actor, id);
	if (row.withdrawnAt === null) throw new Conflict('Cette image n’est pas retirée.');
	const consents = await listConsents(tx, [id]);
	const shown = shownUses(await places.list(tx, [id]));
	const people = byPerson(consents);
	const missing = consentFaults({ name: row.name, hasPeople: true, withdrawnAt: null }, consents, {
		uses: shown,
		reach: 'internal',
		day: dayOf(now())
	});
	const silent = people.find((own) => !coversShown(own, [], dayOf(now())));
	const fault = missing[0] ?? (silent && `${silent[0]!.person} n’a pas donné de nouvel accord.`);
	if (fault) throw new Conflict(fault);
	await tx.updateTable('media').set({ withdrawnAt: null }).where('id', '=', id).execute();
	await places.forget(tx, id);
	await settleNotices(tx, { kind: 'media', id }, 'media');
	await audit(tx, actor, 'media.restore', { kind: 'media', id }, { name: row.name });
}

/** The agents who write for some structures, or everywhere. */
export async function deskOf(db: Db, structures: string[]): Promise<string[]> {
	const actorOf = ({ grants, ...agent }: Agent): Actor => ({
		...{ kind: 'agent', id: agent.id, name: fullName(agent), structures: [], grants }
	});
	return (await listAgents(db))
		.filter((agent) => isOpen(agent, now()) && holds(actorOf(agent), 'editor', { structures }))
		.map(({ id }) => id);
}

/** By which uses readers see it now, all places together. */
const shownUses = (uses: MediaUse[]): ConsentUse[] =>
	consentUses.filter((use) => uses.some((one) => one.uses.includes(use)));

/** Whether one person's consents cover what is shown; where nothing is, that one of them still holds. */
function coversShown(own: Consent[], uses: MediaUse[], day: Day): boolean {
	const shown = shownUses(uses);
	if (shown.length > 0) return uncovered(own, shown, day).length === 0;
	return uncovered(own, consentUses, day).length < consentUses.length;
}

const isSamePerson = (consent: Consent) => (other: Consent) => byPerson([consent, other]).length === 1;

async function getConsent(tx: Tx, actor: Actor, consentId: string) {
	const row = await tx.selectFrom('imageConsent').select('mediaId').where('id', '=', consentId).executeTakeFirst();
	const consent = row && (await listConsents(tx, [row.mediaId])).find(({ id }) => id === consentId);
	if (!consent) throw new NotFound('Cet accord n’existe pas.');
	return { consent, media: await getForTending(tx, actor, consent.mediaId) };
}

async function tellWithdrawal(
	tx: Tx,
	media: Pick<Media, 'id' | 'name'> & { uploadedBy: string | null },
	consent: Consent,
	uses: MediaUse[],
	isWithdrawn: boolean
): Promise<void> {
	const desk = await deskOf(tx, [...new Set(uses.flatMap(({ structures }) => structures))]);
	const where = count(uses.filter(({ moment }) => moment !== 'past').length, 'endroit à revoir', 'endroits à revoir');
	await notify(tx, {
		agents: [...desk, ...uses.flatMap(({ authors }) => authors), ...(media.uploadedBy ? [media.uploadedBy] : [])],
		key: `media-withdrawn:${consent.id}`,
		kind: 'media',
		subject: { kind: 'media', id: media.id },
		title: `${consent.person} a retiré son accord pour l’image « ${media.name} »`,
		detail: isWithdrawn ? `L’image n’est plus montrée : ${where}.` : 'L’image reste montrée là où l’accord le permet.',
		href: `/redaction/mediatheque/${media.id}`
	});
}

import { randomBytes } from 'node:crypto';
import { audit } from '#foundation/audit/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { isOpen, plainIdentifier } from './account.ts';
import type { AgentActor } from './actor.ts';
import { knock } from './attempts.server.ts';
import { ownAddressPrivacy, type OwnAddress } from './own-address.ts';
import { findActor, getAgent } from './queries.server.ts';
import { hashToken } from './session.server.ts';

/** Milliseconds during which the link of the mail confirms; what is not confirmed by then is erased. */
const linkLasts = 3 * 86_400_000;

/** How often somebody has such a mail sent: it goes to an address that may be another's. */
const mailDoor = { failures: 5, lock: 3_600_000, forget: 86_400_000 };

/** What he chose about its use. */
export type OwnAddressUse = Pick<OwnAddress, 'forNotices' | 'isPreferred'>;

const subjectOf = (agentId: string) => ({ kind: 'agent', id: agentId });

/** That of one agent, for himself alone; undefined when he gave none. */
export async function findOwnAddress(db: Db, actor: AgentActor): Promise<OwnAddress | undefined> {
	const row = await db.selectFrom('ownAddress').selectAll().where('agentId', '=', actor.id).executeTakeFirst();
	if (!row) return undefined;
	const { agentId: _, tokenHash: __, forNotices, isPreferred, ...own } = row;
	return { ...own, forNotices: forNotices === 1, isPreferred: isPreferred === 1 };
}

/**
 * An agent gives a personal address, which takes the place of the one before: nothing is sent there but one link, which
 * confirms it (double opt-in). Answers the only copy of its token. Throws `Invalid` by field, and `Conflict` for too many
 * mails. `db` is the outer handle.
 */
export async function askOwnAddress(
	db: Db,
	actor: AgentActor,
	{ address: text, ...use }: OwnAddressUse & { address: string }
): Promise<{ address: string; token: string }> {
	const address = readOwn(text, (await getAgent(db, actor.id)).email);
	if (await knock(db, [{ key: `own-address:${actor.id}`, policy: mailDoor }]))
		throw new Conflict('Trop de liens ont été demandés. Réessayez dans une heure.');
	const token = randomBytes(24).toString('base64url');
	await db.transaction().execute(async (tx) => {
		const askedAt = now();
		const row = {
			...{ address, ...asNumbers(use), tokenHash: hashToken(token), askedAt, confirmedAt: null },
			expiresAt: new Date(Date.parse(askedAt) + linkLasts).toISOString()
		};
		await tx
			.insertInto('ownAddress')
			.values({ agentId: actor.id, ...row })
			.onConflict((conflict) => conflict.column('agentId').doUpdateSet(row))
			.execute();
		await audit(tx, actor, 'ownAddress.ask', subjectOf(actor.id), { wording: ownAddressPrivacy, ...use });
	});
	return { address, token };
}

const asNumbers = ({ forNotices, isPreferred }: OwnAddressUse) => ({
	forNotices: Number(forNotices),
	isPreferred: Number(isPreferred)
});

function readOwn(text: string, email: string | null): string {
	const address = plainIdentifier(text);
	const refuse = (message: string) => new Invalid(message, { address: message });
	if (
		address.length > 254 ||
		!/^[^@\s<>"(),;:]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]{2,}|xn--[a-z0-9-]+)$/.test(address)
	)
		throw refuse('Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.');
	if (address === email) throw refuse('C’est déjà votre adresse au travail : les lettres y vont sans rien faire.');
	return address;
}

/** Whether a link still confirms something, or did. Throws `NotFound` for any other; says nothing of whose it is. */
export async function getOwnAddressLink(db: Db, token: string): Promise<{ isConfirmed: boolean }> {
	const row = await db
		.selectFrom('ownAddress')
		.select(['agentId', 'expiresAt', 'confirmedAt'])
		.where('tokenHash', '=', hashToken(token))
		.executeTakeFirst();
	const isAlive = row && (row.confirmedAt !== null || row.expiresAt > now());
	if (!isAlive || !isOpen(await getAgent(db, row.agentId), now()))
		throw new NotFound(
			'Ce lien a expiré, ou l’adresse a été retirée depuis. Votre compte permet d’en demander un autre.'
		);
	return { isConfirmed: row.confirmedAt !== null };
}

/** The structure (id) that somebody reads first, by such a link; undefined for a link of nobody. */
export async function findOwnAddressVoice(db: Db, token: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('ownAddress')
		.innerJoin('membership', 'membership.agentId', 'ownAddress.agentId')
		.select('structureId')
		.where('tokenHash', '=', hashToken(token))
		.orderBy('membership.position')
		.executeTakeFirst();
	return row?.structureId;
}

/** He pressed the button of the page that his mail led to: letters go there from now on. Doing it again changes nothing. */
export async function confirmOwnAddress(tx: Tx, token: string): Promise<void> {
	const { isConfirmed } = await getOwnAddressLink(tx, token);
	if (isConfirmed) return;
	const { agentId } = await tx
		.updateTable('ownAddress')
		.set({ confirmedAt: now() })
		.where('tokenHash', '=', hashToken(token))
		.returning('agentId')
		.executeTakeFirstOrThrow();
	const actor = await findActor(tx, agentId);
	if (!actor) throw new NotFound();
	await audit(tx, actor, 'ownAddress.confirm', subjectOf(agentId));
}

/** Chooses what it is used for. Throws `NotFound` when there is none. */
export async function useOwnAddress(tx: Tx, actor: AgentActor, use: OwnAddressUse): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('ownAddress')
		.set(asNumbers(use))
		.where('agentId', '=', actor.id)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound('Cette adresse a été retirée.');
	await audit(tx, actor, 'ownAddress.use', subjectOf(actor.id), use);
}

/** He takes it back: it is erased at once. Safe to do again. */
export async function withdrawOwnAddress(tx: Tx, actor: AgentActor): Promise<void> {
	if (await eraseOwnAddress(tx, actor.id)) await audit(tx, actor, 'ownAddress.withdraw', subjectOf(actor.id));
}

/** For accounts that close. */
export async function eraseOwnAddress(tx: Tx, agentId: string): Promise<boolean> {
	const { numDeletedRows } = await tx.deleteFrom('ownAddress').where('agentId', '=', agentId).executeTakeFirst();
	return numDeletedRows > 0n;
}

/** A duty: erases what was not confirmed in time, and those of accounts that have closed since. Answers how many. */
export async function forgetOwnAddresses(db: Db): Promise<number> {
	const closed = db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select('agent.id')
		.where((eb) => eb.or([eb('disabledAt', 'is not', null), eb('leftOn', '<', dayOf(now()))]));
	const { numDeletedRows } = await db
		.deleteFrom('ownAddress')
		.where((eb) =>
			eb.or([eb.and([eb('confirmedAt', 'is', null), eb('expiresAt', '<=', now())]), eb('agentId', 'in', closed)])
		)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

import { createHash } from 'node:crypto';
import type { Actor } from '#foundation/accounts/index.ts';
import { senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict } from '#kernel/errors.ts';
import { senderSettings, type SenderSettings, type Settings } from '#platform/config.server.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { canCheckSender } from './can.ts';
import { domainOf, isReserved } from './domains.ts';
import { relayOf } from './relays.ts';
import { findingsOf } from './rules.ts';
import type { SenderFinding, SenderHealth } from './sender.ts';

/** The settings that say how structures send. Where they are missing, nothing leaves by a server. */
export type SenderHouse = Partial<SenderSettings & Pick<Settings, 'senders' | 'mailFrom'>>;

/**
 * What is known of how a structure sends: the last look at its domain, which the clock takes every day. Never asks the
 * domain name system itself. A look at other settings than today's counts for nothing.
 */
export async function senderHealth(db: Db, structure: Structure, settings: SenderHouse): Promise<SenderHealth> {
	const empty = emptyHealth(structure, settings);
	const kept = await db
		.selectFrom('senderCheck')
		.selectAll()
		.where('structureId', '=', structure.id)
		.executeTakeFirst();
	if (!kept || !empty.address || kept.route !== routeKey(structure, settings)) return empty;
	return { ...empty, checkedAt: kept.checkedAt, ...readJson(kept.result) };
}

/** That of every structure whose senders the actor looks after, in their order. */
export async function listSenderHealth(
	db: Db,
	actor: Actor,
	structures: Structure[],
	settings: SenderHouse
): Promise<{ structure: Structure; health: SenderHealth }[]> {
	const mine = structures.filter(({ id }) => canCheckSender(actor, id));
	return Promise.all(
		mine.map(async (structure) => ({ structure, health: await senderHealth(db, structure, settings) }))
	);
}

/**
 * What the gate says before a structure sends: what is wrong blocks its first sending, and warns afterwards. Nothing for
 * a reserved domain (`.example`), nor where no SMTP server is set: an installation on trial sends as it likes.
 */
export async function senderFindings(db: Db, structure: Structure, settings: SenderHouse): Promise<SenderFinding[]> {
	const health = await senderHealth(db, structure, settings);
	return findingsOf(health, structure.name, !(await hasSent(db, structure.id)));
}

/**
 * Throws `Conflict` when one of these structures has never sent and would be refused by receivers; says what is wrong and
 * where to read how it is mended.
 */
export async function refuseUnhealthySenders(db: Db, structures: Structure[], settings: SenderHouse): Promise<void> {
	const findings = await Promise.all(structures.map((structure) => senderFindings(db, structure, settings)));
	const wrong = findings.flat().filter(({ level }) => level === 'blocks');
	if (wrong.length === 0) return;
	const said = wrong.map(({ message }) => message).join(' ');
	throw new Conflict(`Un premier envoi serait mal reçu. ${said} Voyez la santé de l’expéditeur.`);
}

async function hasSent(db: Db, structureId: string): Promise<boolean> {
	const one = await db
		.selectFrom('delivery')
		.select('id')
		.where('structureId', '=', structureId)
		.where('state', '=', 'sent')
		.limit(1)
		.executeTakeFirst();
	return one !== undefined;
}

/** Before anything was looked at. */
export function emptyHealth(structure: Structure, settings: SenderHouse): SenderHealth {
	const address = addressOf(structure, settings);
	const domain = address && domainOf(address);
	const { smtpUrl } = settingsOf(settings, structure.slug);
	const relay = smtpUrl ? relayOf(new URL(smtpUrl).hostname) : undefined;
	return {
		...{ structureId: structure.id, address, domain, hasRelay: smtpUrl !== undefined },
		isReserved: domain !== null && isReserved(domain),
		...{ checkedAt: null, checks: [], providers: [] },
		pace: relay?.perMinute ? { relay: relay.name, perMinute: relay.perMinute, perDay: relay.perDay ?? 0 } : null
	};
}

/** The settings of one structure's sender. */
export const settingsOf = (settings: SenderHouse, slug: string): SenderSettings =>
	senderSettings(
		{
			...{ smtpUrl: settings.smtpUrl, dkim: settings.dkim, senders: settings.senders ?? {} },
			...{ bounceAddress: settings.bounceAddress, imapUrl: settings.imapUrl }
		},
		slug
	);

function addressOf(structure: Structure, { mailFrom }: SenderHouse): string | null {
	try {
		return senderOf(structure, mailFrom).address;
	} catch {
		return null;
	}
}

/** Changes with everything that a look depends on; the private key itself is not in it. */
export function routeKey(structure: Structure, settings: SenderHouse): string {
	const { smtpUrl, dkim, bounceAddress } = settingsOf(settings, structure.slug);
	const parts = [
		addressOf(structure, settings),
		smtpUrl && new URL(smtpUrl).hostname,
		bounceAddress,
		dkim && createHash('sha256').update(JSON.stringify(dkim)).digest('hex')
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

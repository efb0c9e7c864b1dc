import { createHash } from 'node:crypto';
import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { dayOf, type Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import type { MailTransport } from '#platform/mail.server.ts';
import { digestMail, type ToldNotice } from './digest.ts';
import { noticeMessage, type NoticeSettings } from './mail.server.ts';
import { usualPreference, type NoticePreference } from './notice.ts';
import { mayMailAt } from './quiet.ts';
import { isDigestDue, type Addressee } from './rules.ts';

type House = { settings: NoticeSettings; transport: MailTransport };

type Person = Omit<Addressee, 'notices'> & {
	agentId: string;
	email: string;
	/** Whether it is his personal address, which no log holds. */
	isOwn: boolean;
	structureId: string | null;
	notices: (ToldNotice & { isUrgent: boolean; key: string })[];
};

/**
 * A duty: tells people by mail, each in one message, what they have not read. A notice is marked as mailed before its mail
 * leaves, so it never goes twice; it is marked again as waiting only when the mail server certainly did not take it. What a
 * crash between the two loses is the mail: the notice is still unread in the house. Answers how many mails left.
 */
export async function mailNotices(db: Db, { settings, transport }: House): Promise<number> {
	const at = now();
	const people = (await listAddressees(db, at)).filter((person) => isDigestDue(person, at) && !isPutOff(person, at));
	if (people.length === 0) return 0;
	const structures = await listStructures(db);
	let sent = 0;
	for (const person of people) {
		const structure = structures.find(({ id }) => id === person.structureId) ?? structures[0];
		if (structure && (await mailPerson(db, person, structure, { settings, transport }))) sent += 1;
	}
	return sent;
}

/** Days after which what nobody has mailed is old news: a server that was stopped for longer does not tell it. */
const oldest = 30 * 86_400_000;

/** Who has an address, an open account and something unread that no mail has told; `decide` goes by its own mails. */
async function listAddressees(db: Db, at: Instant): Promise<Person[]> {
	const rows = await db
		.selectFrom('notice')
		.innerJoin('account', 'account.agentId', 'notice.agentId')
		.innerJoin('agent', 'agent.id', 'notice.agentId')
		.leftJoin('membership', (join) =>
			join.onRef('membership.agentId', '=', 'notice.agentId').on('membership.position', '=', 0)
		)
		.leftJoin('noticePreference', 'noticePreference.agentId', 'notice.agentId')
		.leftJoin('ownAddress', (join) =>
			join
				.onRef('ownAddress.agentId', '=', 'notice.agentId')
				.on('ownAddress.confirmedAt', 'is not', null)
				.on('ownAddress.forNotices', '=', 1)
		)
		.select(['notice.id', 'notice.agentId', 'notice.key', 'notice.kind', 'title', 'detail', 'notice.at', 'isUrgent'])
		.select(['account.email', 'ownAddress.address as own', 'isPreferred'])
		.select(['membership.structureId', 'quietFrom', 'quietTo', 'mail', 'hour', 'weekday'])
		.where('notice.mailedAt', 'is', null)
		.where('notice.readAt', 'is', null)
		.where('notice.kind', '!=', 'decide')
		.where('notice.at', '>', new Date(Date.parse(at) - oldest).toISOString())
		.where((eb) => eb.or([eb('account.email', 'is not', null), eb('ownAddress.address', 'is not', null)]))
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(at))]))
		.where((eb) => eb.or([eb('noticePreference.mail', 'is', null), eb('noticePreference.mail', '!=', 'never')]))
		.orderBy('notice.at')
		.orderBy('notice.id')
		.execute();
	const groups = [...Map.groupBy(rows, ({ agentId }) => agentId)];
	const last = await lastMails(
		db,
		groups.map(([agentId]) => agentId)
	);
	return groups.map(([agentId, own]) => ({
		agentId,
		...addressOf(own[0]!),
		structureId: own[0]!.structureId,
		lastMailedAt: last.get(agentId) ?? null,
		...chosenBy(own[0]!),
		notices: own.map(({ isUrgent, ...notice }) => ({ ...notice, isUrgent: isUrgent === 1 }))
	}));
}

/** Where notices go: to the personal address when he has no other, or prefers it. */
function addressOf({
	email,
	own,
	isPreferred
}: {
	email: string | null;
	own: string | null;
	isPreferred: number | null;
}) {
	const isOwn = own !== null && (email === null || isPreferred === 1);
	return { email: isOwn ? own : email!, isOwn };
}

function chosenBy(row: { [K in keyof NoticePreference]: NoticePreference[K] | null }) {
	const { mail, hour, weekday, quietFrom, quietTo } = row.mail === null ? usualPreference : (row as NoticePreference);
	return { quiet: { from: quietFrom, to: quietTo }, rhythm: { mail, hour, weekday } };
}

/** When each was last written to. What was settled in the house (read and mailed at one instant) was no mail. */
async function lastMails(db: Db, agentIds: string[]): Promise<Map<string, Instant>> {
	const last = new Map<string, Instant>();
	for (let from = 0; from < agentIds.length; from += 500) {
		const rows = await db
			.selectFrom('notice')
			.select((eb) => ['agentId', eb.fn.max('mailedAt').as('at')])
			.where('agentId', 'in', agentIds.slice(from, from + 500))
			.where('mailedAt', 'is not', null)
			.where('kind', '!=', 'decide')
			.where((eb) => eb.or([eb('readAt', 'is', null), eb('readAt', '!=', eb.ref('mailedAt'))]))
			.groupBy('agentId')
			.execute();
		for (const { agentId, at } of rows) if (at) last.set(agentId, at);
	}
	return last;
}

async function mailPerson(
	db: Db,
	person: Person,
	structure: Structure,
	{ settings, transport }: House
): Promise<boolean> {
	const ids = person.notices.map(({ id }) => id);
	const id = `avis.${createHash('sha256').update(ids.join()).digest('hex').slice(0, 32)}`;
	let claimedAt: Instant | undefined;
	try {
		const mail = digestMail({ notices: person.notices, to: person.email, structure, id }, settings.origin);
		const message = await noticeMessage(mail, settings);
		claimedAt = await claim(db, person);
		if (claimedAt === undefined) return false;
		await transport.send(message);
	} catch (error) {
		log.warn({ ...loggable(error, person), agent: person.agentId }, 'notices could not be mailed');
		putOff(person);
		if (claimedAt !== undefined && wasNotTaken(error)) await release(db, ids, claimedAt);
		return false;
	}
	refused.delete(person.agentId);
	return true;
}

/** A mail server repeats the address in what it says. */
function loggable(error: unknown, { isOwn }: Person): object {
	if (!isOwn) return { err: error };
	const { code, responseCode, command } = error as Record<'code' | 'responseCode' | 'command', unknown>;
	return { code, responseCode, command };
}

/** Marks all of them as mailed, or none: somebody read one of them, or another process was quicker. */
async function claim(db: Db, { agentId, notices, quiet }: Person): Promise<Instant | undefined> {
	const at = now();
	const ids = notices.map(({ id }) => id);
	const isBypass = !mayMailAt(at, quiet);
	class Changed extends Error {}
	try {
		await db.transaction().execute(async (tx) => {
			const { numUpdatedRows } = await tx
				.updateTable('notice')
				.set({ mailedAt: at })
				.where('id', 'in', ids)
				.where('mailedAt', 'is', null)
				.where('readAt', 'is', null)
				.executeTakeFirst();
			if (Number(numUpdatedRows) !== ids.length) throw new Changed();
			if (!isBypass) return;
			const keys = notices.filter(({ isUrgent }) => isUrgent).map(({ key }) => key);
			await audit(tx, operator, 'notice.mailInQuietHours', { kind: 'agent', id: agentId }, { keys });
		});
		return at;
	} catch (error) {
		if (error instanceof Changed) return undefined;
		throw error;
	}
}

async function release(db: Db, ids: string[], claimedAt: Instant): Promise<void> {
	await db
		.updateTable('notice')
		.set({ mailedAt: null })
		.where('id', 'in', ids)
		.where('mailedAt', '=', claimedAt)
		.execute();
}

/**
 * Whether a failure says for certain that the message was not accepted and may be tomorrow: no connection, a temporary
 * refusal (4xx), a file that could not be written. A refusal for good (5xx) is final, and silence could mean anything.
 */
function wasNotTaken(error: unknown): boolean {
	const { responseCode, command, syscall } = error as { responseCode?: number; command?: string; syscall?: string };
	if (responseCode !== undefined) return responseCode < 500;
	return command === 'CONN' || (command === undefined && syscall !== undefined);
}

/** What could not leave waits longer each time: a minute, two, four, up to six hours. Forgotten when the process ends. */
const refused = new Map<string, { tries: number; until: number }>();
const isPutOff = ({ agentId }: Person, at: Instant) => (refused.get(agentId)?.until ?? 0) > Date.parse(at);

function putOff({ agentId }: Person): void {
	const tries = (refused.get(agentId)?.tries ?? 0) + 1;
	refused.set(agentId, { tries, until: Date.parse(now()) + Math.min(60_000 * 2 ** (tries - 1), 6 * 3_600_000) });
}

import { listFrozenLetters } from '#editions/publications/index.server.ts';
import type { Issue, Publication } from '#editions/publications/index.ts';
import { listCandidates, listSated, openWeek } from '#distribution/subscribers/index.server.ts';
import type { Candidate, Exclusion } from '#distribution/subscribers/index.ts';
import { senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { json, type Tx } from '#platform/database/index.server.ts';
import { readAddress } from '#platform/mail.server.ts';
import type { Settings } from '#platform/config.server.ts';
import { providerOf } from './providers.ts';

/** Told as the audience is written: how many people were looked at. */
export type OnFrozen = (looked: number) => void;

export type Frozen = { candidates: number; excluded: number };

type Frame = {
	mailingId: string;
	issue: Issue;
	publication: Publication;
	structures: Structure[];
	isUrgent: boolean;
};

/** Rows of one statement: few enough for SQLite's parameters, enough for 100 000 people to take seconds. */
const batch = 1000;

/**
 * Writes who a mailing goes to and who is left out, with the reason: everybody looked at is one or the other. Who received
 * this issue before is left out, and so is who received enough letters these days (`openWeek`). Throws `Conflict` when
 * the two do not add up to all.
 */
export async function freezeAudience(
	tx: Tx,
	{ mailingId, issue, publication, isUrgent }: Frame,
	secret: string,
	onFrozen: OnFrozen
): Promise<Frozen> {
	const served = await listServed(tx, issue.id);
	const week = await openWeek(tx, publication, { isUrgent });
	let looked = 0;
	let excluded = 0;
	for await (const chunk of listCandidates(tx, publication, secret)) {
		const sated = await listSated(tx, week, chunk);
		const out = chunk.map((one) => ({ one, reason: one.exclusion ?? reasonAt(one.address!, served, sated) }));
		const kept = out.filter(({ reason }) => reason === null).map(({ one }) => rowOf(mailingId, one));
		const left = out.flatMap(({ one, reason }) =>
			reason ? [{ mailingId, subscriberId: one.subscriberId, reason }] : []
		);
		for (let from = 0; from < kept.length; from += batch)
			await tx
				.insertInto('delivery')
				.values(kept.slice(from, from + batch))
				.execute();
		for (let from = 0; from < left.length; from += batch)
			await tx
				.insertInto('deliveryExclusion')
				.values(left.slice(from, from + batch))
				.execute();
		looked += chunk.length;
		excluded += left.length;
		onFrozen(looked);
	}
	const { prepared } = await tx
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('prepared'))
		.where('mailingId', '=', mailingId)
		.executeTakeFirstOrThrow();
	if (Number(prepared) + excluded !== looked)
		throw new Conflict('Le compte des destinataires ne tombe pas juste : rien n’a été préparé.');
	return { candidates: looked, excluded };
}

const reasonAt = (address: string, served: Set<string>, sated: Set<string>): Exclusion | null =>
	served.has(address) ? 'already' : sated.has(address) ? 'enough' : null;

/** Addresses to which this issue went, or may have gone. */
async function listServed(tx: Tx, issueId: string): Promise<Set<string>> {
	const rows = await tx
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.select('address')
		.where('issueId', '=', issueId)
		.where('delivery.state', 'in', ['sent', 'bounced', 'uncertain', 'sending', 'deferred'])
		.execute();
	return new Set(rows.map(({ address }) => address));
}

const rowOf = (mailingId: string, { subscriberId, address, isOwn, structureId, quiet }: Candidate) => ({
	...{ id: newId(), mailingId, structureId, subscriberId, address: address!, provider: providerOf(address!) },
	...{
		isOwn: Number(isOwn),
		state: 'pending' as const,
		attempts: 0,
		nextAt: null,
		holder: null,
		code: null,
		response: null,
		at: null
	},
	...{ quiet: quiet && `${quiet.from}-${quiet.to}`, bounce: null, bouncedAt: null }
});

/** Copies what was approved, with who sends it. */
export async function freezeMailingLetters(
	tx: Tx,
	{ mailingId, issue, publication, structures }: Omit<Frame, 'isUrgent'>,
	{ mailFrom }: Pick<Settings, 'mailFrom'>
): Promise<void> {
	for (const { structureId, subject, html, text, sha256 } of await listFrozenLetters(tx, issue.id)) {
		const structure = structures.find(({ id }) => id === structureId);
		if (!structure) continue;
		const from = senderOf(structure, mailFrom);
		const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
		const sender = {
			from,
			replyTo: structure.identity.sender.replyTo || (mailFrom ? readAddress(mailFrom).address : '') || from.address,
			listId: `<${publication.slug}.${structure.slug}.${domain}>`,
			feedbackId: `${issue.number}:${structure.slug}:${publication.slug}:unisson`
		};
		await tx
			.insertInto('mailingLetter')
			.values({ mailingId, structureId, subject, html, text, sha256, sender: json(sender) })
			.execute();
	}
}

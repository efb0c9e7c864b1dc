import { createHash } from 'node:crypto';
import { confirmDeliveries, readBounceToken } from '#distribution/mailings/index.server.ts';
import type { DeliveryState } from '#distribution/mailings/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { BounceKind, RecipientReport, ReturnedMail, ReturnKind } from './bounce.ts';
import { applyBounce, noEffect, type Returned } from './effects.server.ts';
import { readReturn } from './message.server.ts';
import { judge } from './rules.ts';
import { tellOfMailing } from './telling.server.ts';
import { keptWords } from './words.server.ts';

/** What was made of a message. `isKnown`: it had come before, and nothing was done. */
export type Intake = { isKnown: boolean; kind: ReturnKind; bounce: BounceKind | null; deliveryId: string | null };

/** Bytes of a message that are kept: enough for a report and the headers of the letter. */
const keptBytes = 64_000;

/**
 * Takes in one message that came back, once whatever the way it comes: reads it, finds the letter that it is about, and
 * does what it asks. `source` says where it was found.
 */
export async function takeIn(db: Db, raw: Uint8Array, source: string, secret: string): Promise<Intake> {
	const sha256 = createHash('sha256').update(raw).digest('hex');
	const mail = await readReturn(raw);
	return db.transaction().execute(async (tx) => {
		const known = await tx
			.selectFrom('bounceRaw')
			.select(['kind', 'bounce', 'deliveryId'])
			.where('sha256', '=', sha256)
			.executeTakeFirst();
		if (known) return { isKnown: true, ...known };
		const delivery = await findDelivery(tx, mail, secret);
		const { kind, bounce, report } = judged(mail, delivery);
		const done =
			bounce && delivery
				? await applyBounce(
						tx,
						delivery,
						{ bounce, status: report?.status ?? '', text: report?.diagnostic ?? '' },
						secret
					)
				: noEffect;
		// Whatever comes back of a letter says that it had left.
		if (delivery?.state === 'uncertain') await confirmDeliveries(tx, operator, delivery.mailingId, [delivery.id]);
		await tx
			.insertInto('bounceRaw')
			.values({
				...{ id: newId(), sha256, source, at: now(), kind, bounce, ...done },
				status: report?.status ?? '',
				...keptWords(
					{
						diagnostic: report?.diagnostic.slice(0, 500) ?? null,
						recipient: delivery?.address ?? (report?.recipient || null),
						...{ sender: mail.from || null, subject: mail.subject, excerpt: mail.excerpt },
						raw: Buffer.from(raw.subarray(0, keptBytes)).toString('base64')
					},
					delivery
				),
				structureId: delivery?.structureId ?? null,
				mailingId: delivery?.mailingId ?? null,
				deliveryId: delivery?.id ?? null,
				agentId: delivery?.agentId ?? null,
				...{ readAt: null, undoneAt: null, undoneBy: null, undoneReason: null }
			})
			.execute();
		if (bounce && delivery) await tellOfMailing(tx, delivery.mailingId);
		return { isKnown: false, kind, bounce, deliveryId: delivery?.id ?? null };
	});
}

type Judged = { kind: ReturnKind; bounce: BounceKind | null; report: RecipientReport | null };

/** A refusal or a complaint about a letter that nobody finds is for a person to read. */
function judged(mail: ReturnedMail, delivery: Returned | undefined): Judged {
	const [report = null] = mail.reports;
	if (mail.kind === 'complaint')
		return delivery ? { kind: 'complaint', bounce: 'complaint', report } : { kind: 'unknown', bounce: null, report };
	if (mail.kind !== 'bounce') return { kind: mail.kind, bounce: null, report: null };
	const verdict = judge(mail.reports, delivery?.address ?? null);
	return verdict.kind === 'bounce' && !delivery ? { ...verdict, kind: 'unknown', bounce: null } : verdict;
}

type Found = Returned & { state: DeliveryState };

/** The letter that a message is about: by the token of a return path, else by the identifier of the letter itself. */
async function findDelivery(tx: Tx, mail: ReturnedMail, secret: string): Promise<Found | undefined> {
	const byToken = mail.tokens.flatMap((token) => readBounceToken(secret, token) ?? []);
	const byId = mail.messageIds.flatMap(
		(id) => /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@|$)/.exec(id)?.[1] ?? []
	);
	for (const id of new Set([...byToken, ...byId])) {
		const found = await tx
			.selectFrom('delivery')
			.leftJoin('subscriber', 'subscriber.id', 'delivery.subscriberId')
			.select(['delivery.id', 'mailingId', 'structureId', 'subscriberId', 'delivery.address', 'agentId'])
			.select(['delivery.state', 'isOwn'])
			.where('delivery.id', '=', id)
			.executeTakeFirst();
		if (found) return found;
	}
	return undefined;
}

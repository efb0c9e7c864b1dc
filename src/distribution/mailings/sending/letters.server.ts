import { tokens } from '#editions/publications/index.ts';
import { subscriberToken } from '#distribution/subscribers/index.server.ts';
import { now } from '#platform/clock.ts';
import { senderSettings, type Settings } from '#platform/config.server.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { splice, type Own, type SplicedMessage } from '#platform/smtp/spliced.server.ts';
import { bounceToken, returnPath } from '../verp.ts';
import type { Job } from './claims.server.ts';

export type PostSettings = Pick<
	Settings,
	'origin' | 'sessionSecret' | 'smtpUrl' | 'dkim' | 'bounceAddress' | 'imapUrl' | 'senders' | 'outboxDir' | 'mailRate'
>;

/** What a structure sends in a mailing, encoded once, and how it leaves. */
export type Letter = {
	message: SplicedMessage;
	/** `smtp…`, or undefined for the outbox. */
	relay: string | undefined;
	from: string;
	domain: string;
	bounceAddress: string | undefined;
	/** Service information is not left: it has no such links. */
	isService: boolean;
	subject: string;
};

/** Loads and encodes the letter of one structure in a mailing. Throws when the mailing has none. */
export async function loadMailingLetter(db: Db, job: Pick<Job, 'mailingId' | 'structureId'>, settings: PostSettings) {
	const row = await db
		.selectFrom('mailingLetter')
		.innerJoin('mailing', 'mailing.id', 'mailingLetter.mailingId')
		.innerJoin('publication', 'publication.id', 'mailing.publicationId')
		.innerJoin('structure', 'structure.id', 'mailingLetter.structureId')
		.select(['subject', 'html', 'text', 'sender', 'isService', 'structure.slug'])
		.where('mailingId', '=', job.mailingId)
		.where('structureId', '=', job.structureId)
		.executeTakeFirstOrThrow();
	const { from, replyTo, listId, feedbackId } = readJson(row.sender);
	const { smtpUrl, dkim, bounceAddress } = senderSettings(settings, row.slug);
	const message = await splice({
		...{ from, replyTo, dkim, subject: row.subject, text: row.text, html: row.html },
		holes: [tokens.unsubscribe, tokens.preferences],
		headers: {
			'List-Id': listId,
			'Feedback-ID': feedbackId,
			'Content-Language': 'fr',
			// RFC 3834: nobody's absence is to be announced to us.
			'Auto-Submitted': 'auto-generated',
			Precedence: 'list'
		}
	});
	const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
	const isService = row.isService === 1;
	return { message, relay: smtpUrl, from: from.address, domain, bounceAddress, isService, subject: row.subject };
}

/** What one recipient's letter has of its own: two links, the address, and an identifier that a new attempt keeps. */
export function ownOf(job: Job, letter: Letter, { origin, sessionSecret }: PostSettings): Own {
	const token = subscriberToken(sessionSecret, job);
	const unsubscribe = `${origin}/desabonnement/${token}`;
	return {
		to: job.address,
		messageId: `${job.id}@${letter.domain}`,
		date: new Date(now()).toUTCString().replace('GMT', '+0000'),
		// RFC 2369 and RFC 8058 §3.1: one address that a program may post to, without asking anything.
		headers: letter.isService
			? {}
			: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
		fillings: [unsubscribe, `${origin}/abonnement/${token}`]
	};
}

/** Where this letter comes back to when it cannot be delivered. */
export const returnOf = (job: Job, { bounceAddress, from }: Letter, { sessionSecret }: PostSettings): string =>
	bounceAddress ? returnPath(bounceAddress, bounceToken(sessionSecret, job.id)) : from;

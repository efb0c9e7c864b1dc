import { addressTo, trial } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import type { MailAddress } from '#platform/mail.server.ts';
import { getMailing } from './queries.server.ts';

/** What one structure said in a mailing, and to how many. */
export type SentLetter = {
	structureId: string;
	subject: string;
	from: MailAddress;
	replyTo: string;
	/** Of what was approved: the same letter says the same, for ever. */
	sha256: string;
	recipients: number;
};

/** The letters of a mailing, as they were frozen. Throws `NotFound` as `getMailing` does. */
export async function listSentLetters(db: Db, actor: Actor, mailingId: string): Promise<SentLetter[]> {
	await getMailing(db, actor, mailingId);
	const rows = await db
		.selectFrom('mailingLetter')
		.select(['structureId', 'subject', 'sender', 'sha256'])
		.where('mailingId', '=', mailingId)
		.execute();
	const counted = await db
		.selectFrom('delivery')
		.select(['structureId', (eb) => eb.fn.countAll().as('number')])
		.where('mailingId', '=', mailingId)
		.groupBy('structureId')
		.execute();
	return rows.map(({ sender, ...letter }) => {
		const { from, replyTo } = readJson(sender);
		const own = counted.find(({ structureId }) => structureId === letter.structureId);
		return { ...letter, from, replyTo, recipients: Number(own?.number ?? 0) };
	});
}

/** One of them whole, as anybody might have received it: the links of a recipient lead to a page that explains. */
export async function getSentLetter(
	db: Db,
	actor: Actor,
	{ mailingId, structureId }: { mailingId: string; structureId: string },
	origin: string
): Promise<{ subject: string; html: string; text: string }> {
	await getMailing(db, actor, mailingId);
	const row = await db
		.selectFrom('mailingLetter')
		.select(['subject', 'html', 'text'])
		.where('mailingId', '=', mailingId)
		.where('structureId', '=', structureId)
		.executeTakeFirst();
	if (!row) throw new NotFound('Cette structure n’a rien envoyé ici.');
	const anybody = trial(origin);
	return { subject: row.subject, html: addressTo(row.html, anybody), text: addressTo(row.text, anybody) };
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import type { Db } from './dialect.server.ts';

/**
 * Every table that holds something of its own, parents before children, so that a dump of one engine loads into the
 * other. What is made from them (search, kept renditions) is left out and made again.
 */
export const dumpedTables = [
	'structure',
	'service',
	'agent',
	'account',
	'accountLink',
	'ownAddress',
	'membership',
	'roleGrant',
	'section',
	'sectionSlug',
	'lexiconTerm',
	'remit',
	'remitPerson',
	'auditEntry',
	'media',
	'imageConsent',
	'circuit',
	'validation',
	'validationStep',
	'decision',
	'article',
	'revision',
	'articleVoice',
	'articleAudience',
	'articleSlug',
	'eventDate',
	'articleSlot',
	'articleGuest',
	'remark',
	'articleOutlet',
	'acknowledgement',
	'bravo',
	'uptake',
	'registration',
	'communicationRequest',
	'comment',
	'commentReport',
	'charterAcceptance',
	'notice',
	'noticePreference',
	'calendarMarker',
	'calendarLink',
	'electionPeriod',
	'frontPageItem',
	'publication',
	'publicationVoice',
	'issue',
	'issueBlock',
	'issueLetter',
	'subscriber',
	'subscription',
	'consentEvent',
	'suppression',
	'letterCap',
	'mailing',
	'mailingLetter',
	'delivery',
	'deliveryExclusion',
	'bounceRaw',
	'pageCount',
	'issueCorrection'
] as const;

/** Tables left out of a dump on purpose: they are short-lived, or made from the others. */
export const derivedTables = [
	'session',
	'signInTally',
	'rendered',
	'presence',
	'decisionLink',
	'dutyLease',
	'mailWorker',
	'senderCheck',
	'subscriberImport',
	'revisionMedia'
] as const;

type Row = Record<string, unknown>;

/** Writes a table as one JSON object a line. Returns the number of rows. */
export async function dumpTable(db: Db, table: string, path: string): Promise<number> {
	const file = await open(path, 'w');
	try {
		const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db);
		for (const row of rows) await file.write(`${JSON.stringify(row)}\n`);
		return rows.length;
	} finally {
		await file.close();
	}
}

/** Reads back what `dumpTable` wrote, a hundred rows at a time. Returns the number of rows. */
export async function loadTable(db: Db, table: string, path: string): Promise<number> {
	let batch: Row[] = [];
	let total = 0;
	const flush = async () => {
		if (batch.length === 0) return;
		await db
			.insertInto(table as never)
			.values(batch as never)
			.execute();
		total += batch.length;
		batch = [];
	};
	for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
		if (line) batch.push(JSON.parse(line) as Row);
		if (batch.length === 100) await flush();
	}
	await flush();
	return total;
}

import { getAgent } from '#foundation/accounts/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { emlOf as fileOf, type MailTransport } from '#platform/mail.server.ts';
import { canWriteIssue } from '../can.ts';
import type { Issue, Publication } from '../publication.ts';
import { findIssueById, getPublicationById } from '../queries.server.ts';
import { listProofReaders } from '../proof/queries.server.ts';
import { testMessage, type TestSettings } from './send-test.server.ts';
import { compileIssue, loadVoices } from './voices.server.ts';

/** What became of one test: whom it went to, in which voice, and what the server answered, or why it did not leave. */
export type TestReceipt = { to: string; structureId: string; isSent: boolean; response: string };

async function composed(db: Db, actor: Actor, issueId: string): Promise<{ issue: Issue; publication: Publication }> {
	const issue = await findIssueById(db, issueId);
	const publication = issue && (await getPublicationById(db, issue.publicationId));
	if (!issue || !publication || !canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication };
}

/**
 * Sends every voice of an issue, marked « [Essai] », to who composes it (`me`) or to those who give its proof (`group`).
 * A refusal of one address does not stop the others. Throws `Conflict` when a letter has errors or nobody has an address.
 */
export async function sendTests(
	db: Db,
	transport: MailTransport,
	actor: Actor,
	issueId: string,
	to: 'me' | 'group',
	settings: TestSettings
): Promise<TestReceipt[]> {
	const { issue, publication } = await composed(db, actor, issueId);
	const addresses = to === 'me' ? await ownAddress(db, actor) : await listProofReaders(db, publication);
	if (addresses.length === 0)
		throw new Conflict(
			to === 'me'
				? 'Votre compte n’a pas d’adresse de courriel.'
				: 'Personne, parmi ceux qui donnent le BAT, n’a d’adresse.'
		);
	const voices = await loadVoices(db, issue, publication, settings);
	const faults = [...new Set(voices.flatMap(({ letter }) => letter.errors.map(({ message }) => message)))];
	if (faults.length > 0) throw new Conflict(`La lettre ne peut pas partir : ${faults.join(' ')}`);
	const receipts: TestReceipt[] = [];
	for (const { email } of addresses)
		for (const { structure, letter } of voices) {
			const message = await testMessage(letter, { publication, issue, structure, to: email }, settings);
			const line = { to: email, structureId: structure.id };
			receipts.push(
				await transport.send(message).then(
					({ response }) => ({ ...line, isSent: true, response }),
					(error: unknown) => ({ ...line, isSent: false, response: (error as Error).message })
				)
			);
		}
	await db
		.transaction()
		.execute((tx) =>
			audit(
				tx,
				actor,
				'issue.test',
				{ kind: 'issue', id: issueId },
				{ to, addresses: addresses.length, letters: voices.length }
			)
		);
	return receipts;
}

async function ownAddress(db: Db, actor: Actor): Promise<{ email: string }[]> {
	if (actor.kind !== 'agent') throw new Invalid('Dites à quelle adresse.');
	const { email } = await getAgent(db, actor.id);
	return email ? [{ email }] : [];
}

/**
 * One voice of an issue as a file that a mail program opens, to be looked at or sent by hand: its pictures are inside.
 * Throws `NotFound` for who may not write the issue, `Invalid` for a structure that is no voice of it.
 */
export async function emlOf(
	db: Db,
	actor: Actor,
	issueId: string,
	structure: Structure,
	settings: TestSettings
): Promise<{ name: string; bytes: Buffer }> {
	const { issue, publication } = await composed(db, actor, issueId);
	const letter = await compileIssue(db, issue, structure, settings);
	const to = actor.kind === 'agent' ? ((await getAgent(db, actor.id)).email ?? '') : '';
	const message = await testMessage(letter, { publication, issue, structure, to }, settings);
	const headers = { ...message.headers, 'X-Unsent': '1' };
	return {
		name: `${publication.slug}-${issue.number}-${structure.slug}.eml`,
		bytes: await fileOf({ ...message, headers, subject: letter.subject })
	};
}

import { join } from 'node:path';
import { attestProof, duplicateIssue, findPublication, listAllIssues } from '#editions/publications/index.server.ts';
import type { Issue, Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { openDatabase, type Db, type Tx } from '#platform/database/index.server.ts';
import { subscribeMany } from './mailing.ts';
import { demoData, startServer, type RunningServer } from './server.ts';

/** The built server with the demo, whose next public letter, in two voices, has its proof; and residents who want it. */
export type SendingDesk = {
	server: RunningServer;
	/** As the addresses in a letter say it. */
	origin: string;
	db: Db;
	publication: Publication;
	issue: Issue;
	residents: string[];
	/** The same issue once more, with its proof. */
	approve(): Promise<Issue>;
	close(): Promise<void>;
};

const mailFrom = 'lettre@brezanne.example';

export async function openSendingDesk(smtpUrl: string, residents: string[]): Promise<SendingDesk> {
	const { dataDir, drop } = await demoData();
	const server = await startServer(dataDir, { SMTP_URL: `${smtpUrl}?pool=4`, MAIL_FROM: mailFrom, MAIL_RATE: '0' });
	const db = openDatabase(join(dataDir, 'unisson.sqlite'));
	const publication = (await findPublication(db, 'la-lettre-de-l-agglo'))!;
	const [last] = await listAllIssues(db, publication.id);
	await subscribeMany(db, { publicationId: publication.id, structureIds: publication.voices }, residents);
	// The addresses in a letter are those that the server gives itself.
	const house = { origin: `http://localhost:${new URL(server.origin).port}`, dataDir, mailFrom };
	const attest = (find: (tx: Tx) => Promise<Issue>) =>
		db.transaction().execute(async (tx) => {
			const issue = await find(tx);
			await attestProof(tx, operator, issue.id, house);
			return issue;
		});
	const approve = () => attest((tx) => duplicateIssue(tx, operator, last!.id));
	const issue = await attest(async () => last!);
	return {
		...{ server, db, publication, issue, residents, approve, origin: house.origin },
		async close() {
			await db.destroy();
			await server.stop();
			drop();
		}
	};
}

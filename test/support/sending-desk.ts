import { join } from 'node:path';
import { attestProof, duplicateIssue, findPublication, listAllIssues } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { subscribeMany } from './mailing.ts';
import { demoData, startServer, type RunningServer } from './server.ts';

/** The built server with the demo, and residents who want its public letter, in turn as the Agglo and the Ville say it. */
export type SendingDesk = {
	server: RunningServer;
	/** As the addresses in a letter say it. */
	origin: string;
	/** One more issue of that letter, with its proof. */
	approve(): Promise<Issue>;
	close(): Promise<void>;
};

const mailFrom = 'lettre@brezanne.example';

export async function openSendingDesk(smtpUrl: string, residents: string[]): Promise<SendingDesk> {
	const { dataDir, drop } = await demoData();
	const server = await startServer(dataDir, { SMTP_URL: `${smtpUrl}?pool=4`, MAIL_FROM: mailFrom, MAIL_RATE: '0' });
	const db = openDatabase(join(dataDir, 'unisson.sqlite'));
	const publication = (await findPublication(db, 'la-lettre-de-l-agglo'))!;
	await subscribeMany(db, { publicationId: publication.id, structureIds: publication.voices }, residents);
	// The addresses in a letter are those that the server gives itself.
	const house = { origin: `http://localhost:${new URL(server.origin).port}`, dataDir, mailFrom };
	return {
		...{ server, origin: house.origin },
		async approve() {
			const [last] = await listAllIssues(db, publication.id);
			return db.transaction().execute(async (tx) => {
				const issue = await duplicateIssue(tx, operator, last!.id);
				await attestProof(tx, operator, issue.id, house);
				return issue;
			});
		},
		async close() {
			await db.destroy();
			await server.stop();
			drop();
		}
	};
}

import { sendTest } from '#editions/publications/index.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { DomainError } from '#kernel/errors.ts';
import { needed, type Terminal } from './command.ts';
import { issueAt, voicesAt } from './issue-names.ts';
import type { IssueValues } from './issue-options.ts';

export async function sendTestTo(terminal: Terminal, [address]: string[], values: IssueValues): Promise<number> {
	const { db, settings, store, print, printError } = terminal;
	const { publication, issue } = await issueAt(db, address);
	const [structure] = await voicesAt(db, publication, needed(values.structure, '--structure SLUG'));
	const to = needed(values.to, '--to ADRESSE');
	const transport = openTransport(settings);
	try {
		const { letter, ...receipt } = await sendTest(db, transport, issue, structure!, to, { ...settings, store });
		for (const { message } of letter.warnings) printError(`attention : ${message}`);
		print(values.json ? JSON.stringify(receipt) : `Essai remis (${receipt.response}).`);
		return 0;
	} catch (error) {
		if (error instanceof DomainError) throw error;
		printError(`Le serveur de courriel n’a pas pris le message : ${(error as Error).message}`);
		return 1;
	} finally {
		transport.close();
	}
}

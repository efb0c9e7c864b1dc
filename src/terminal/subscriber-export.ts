import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportSubscribers } from '#distribution/subscribers/index.server.ts';
import { exportReminder } from '#distribution/subscribers/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { needed, type Terminal } from './command.ts';
import { publicationAt } from './issue-names.ts';

type Values = { publication?: string; purpose?: string; out?: string; json?: boolean };

/** The subscribers of a title as a table, for a purpose that is kept in the audit; what such a list is for is said again. */
export async function exportList(terminal: Terminal, values: Values): Promise<number> {
	const { db, print, printError } = terminal;
	const { id, slug } = await publicationAt(db, needed(values.publication, '--publication TITRE'));
	const purpose = needed(values.purpose, '--purpose TEXTE : à quoi servira cette liste');
	printError(exportReminder);
	const pieces = exportSubscribers(db, operator, id, purpose);
	if (!values.out) {
		for await (const piece of pieces)
			print(
				piece
					.replace(/^\ufeff/, '')
					.trimEnd()
					.replaceAll('\r\n', '\n')
			);
		return 0;
	}
	const file = resolve(values.out);
	const subscribers = await write(file, pieces);
	print(values.json ? JSON.stringify({ publication: slug, file, subscribers }) : file);
	return 0;
}

/** Writes a new file that its owner alone reads; answers how many lines follow the first. */
async function write(path: string, pieces: AsyncIterable<string>): Promise<number> {
	const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
		const why = error.code === 'EEXIST' ? 'existe déjà' : 'ne peut pas être écrit';
		throw new Invalid(`Le fichier « ${path} » ${why}.`);
	});
	let lines = -1;
	try {
		for await (const piece of pieces) {
			await file.write(piece);
			lines += piece.split('\r\n').length - 1;
		}
	} finally {
		await file.close();
	}
	return lines;
}

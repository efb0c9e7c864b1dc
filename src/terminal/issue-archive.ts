import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { archiveIssue } from '#editions/archives/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { needed, type Terminal } from './command.ts';
import { issueAt } from './issue-names.ts';
import type { IssueValues } from './issue-options.ts';

/** An issue as a folder that is read and checked without the application. */
export async function archive(terminal: Terminal, [address]: string[], values: IssueValues): Promise<number> {
	const { db, store, settings, print, printError } = terminal;
	const { issue } = await issueAt(db, address);
	const out = resolve(needed(values.out, '--out DOSSIER'));
	const house = { db, store, settings, structures: await listStructures(db) };
	const made = await archiveIssue(house, operator, issue.id);
	const folder = join(out, made.folder);
	for (const { path, bytes } of made.files) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), bytes);
	}
	for (const remark of made.manifest.remarks) printError(`attention : ${remark}`);
	print(values.json ? JSON.stringify({ folder, ...made.manifest }) : `${folder} (${made.files.length} fichiers)`);
	return 0;
}

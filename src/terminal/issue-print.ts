import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { paperPdf, readPaper } from '#editions/prints/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { needed, UsageError, type Terminal } from './command.ts';
import { issueAt, voicesAt } from './issue-names.ts';
import type { IssueValues } from './issue-options.ts';

/** What one structure says in an issue to the readers of the title, as an A4 PDF. */
export async function printIssue(terminal: Terminal, [address]: string[], values: IssueValues): Promise<number> {
	const { db, settings, print } = terminal;
	const { publication, issue } = await issueAt(db, address);
	const [structure] = await voicesAt(db, publication, needed(values.structure, '--structure SLUG'));
	if (!structure) throw new UsageError('Dites la structure qui parle : --structure SLUG.');
	const out = resolve(needed(values.out, '--out FICHIER.pdf'));
	const reader = { structure: structure.id, structures: [structure.id], reach: publication.reach };
	const asked = { publication: publication.slug, number: issue.number, structure: structure.slug };
	const house = { structures: await listStructures(db), settings };
	const paper = await readPaper(db, { reader, actor: operator }, asked, house);
	const pdf = await paperPdf(terminal, paper);
	await writeFile(out, pdf);
	print(
		values.json ? JSON.stringify({ file: out, bytes: pdf.length }) : `${out} (${Math.round(pdf.length / 1000)} ko)`
	);
	return 0;
}

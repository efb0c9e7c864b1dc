import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compileIssue } from '#editions/publications/index.server.ts';
import { bytesLimit, type Letter } from '#editions/publications/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { needed, type Terminal } from './command.ts';
import { issueAt, voicesAt } from './issue-names.ts';
import type { IssueValues } from './issue-options.ts';

export async function compile(terminal: Terminal, [address]: string[], values: IssueValues): Promise<number> {
	const { db, settings, print } = terminal;
	const folder = resolve(needed(values.out, '--out DOSSIER'));
	const { publication, issue } = await issueAt(db, address);
	const report = [];
	for (const structure of await voicesAt(db, publication, values.structure)) {
		const letter = await compileIssue(db, issue, structure, settings);
		const files = await writeLetter(folder, structure, letter);
		report.push({ structure: structure.slug, ...summaryOf(letter), files });
		if (!values.json) print(told(structure, letter, files.html));
	}
	if (values.json) print(JSON.stringify(report));
	return report.some(({ errors }) => errors.length > 0) ? 1 : 0;
}

const summaryOf = ({ subject, preheader, bytes, warnings, errors, articles }: Letter) => ({
	...{ subject, preheader, bytes, limit: bytesLimit, warnings, errors, articles }
});

/** What there is of it is written even when it has errors, so that they can be looked at. */
async function writeLetter(folder: string, { slug }: Structure, { mjml, html, text }: Letter) {
	const own = join(folder, slug);
	await mkdir(own, { recursive: true });
	const files = { mjml: join(own, 'letter.mjml'), html: join(own, 'letter.html'), text: join(own, 'letter.txt') };
	await Promise.all([writeFile(files.mjml, mjml), writeFile(files.html, html), writeFile(files.text, text)]);
	return files;
}

function told({ name }: Structure, { bytes, subject, warnings, errors }: Letter, path: string): string {
	const size = `${(bytes / 1000).toFixed(1).replace('.', ',')} ko sur ${bytesLimit / 1000}`;
	return [
		`${name} : « ${subject} », ${size}`,
		...errors.map(({ message }) => `  erreur : ${message}`),
		...warnings.map(({ message }) => `  attention : ${message}`),
		`  ${path}`
	].join('\n');
}

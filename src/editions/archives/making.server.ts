import { createHash } from 'node:crypto';
import {
	canMakePdf,
	paperPdf,
	readPaper,
	standalonePaper,
	type PaperHouse,
	type PrintHouse
} from '#editions/prints/index.server.ts';
import type { Paper } from '#editions/prints/index.ts';
import { findIssueById, getPublicationById, listFrozenLetters } from '#editions/publications/index.server.ts';
import { canWriteIssue, type FrozenLetter, type Issue, type Publication } from '#editions/publications/index.ts';
import { operator, type Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Archive, ArchiveFile, Manifest } from './archive.ts';
import { compositionOf } from './composition.ts';
import { file, json } from './files.ts';
import { archivedPictures } from './pictures.server.ts';
import { readMe } from './read-me.ts';

export type ArchiveHouse = PrintHouse & PaperHouse;

/**
 * An issue as files that are read without the application and can be checked (C50): for each structure what it said on
 * paper and in its letter, the pictures, the composition as data, and the digest of every file. Who composes the title
 * makes it; it is audited.
 */
export async function archiveIssue(house: ArchiveHouse, actor: Actor, issueId: string): Promise<Archive> {
	const issue = await findIssueById(house.db, issueId);
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	const publication = await getPublicationById(house.db, issue.publicationId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const letters = await listFrozenLetters(house.db, issue.id);
	const files: ArchiveFile[] = [];
	const papers: Paper[] = [];
	for (const id of publication.voices) {
		const structure = house.structures.find((each) => each.id === id);
		if (!structure) continue;
		const reader = { structure: id, structures: [id], reach: publication.reach };
		const place = { publication: publication.slug, number: issue.number, structure: structure.slug };
		const paper = await readPaper(house.db, { reader, actor: operator }, place, house);
		papers.push(paper);
		files.push(...(await voiceFiles(house, paper, letters)));
	}
	files.push(file('composition.json', json(compositionOf(papers))), ...(await archivedPictures(house, papers)));
	const remarks = remarksOn(house, publication, letters);
	files.unshift(file('LISEZ-MOI.txt', readMe(publication, issue, remarks)));
	const archive = sealed(publication, issue, files, remarks);
	const about = { kind: 'issue', id: issue.id };
	await house.db
		.transaction()
		.execute((tx) => audit(tx, actor, 'issue.archive', about, { files: archive.files.length }));
	return archive;
}

async function voiceFiles(house: ArchiveHouse, paper: Paper, letters: FrozenLetter[]): Promise<ArchiveFile[]> {
	const { slug, id } = paper.structure;
	const files = [file(`${slug}/numero.html`, await standalonePaper(house, paper))];
	if (canMakePdf(house.settings)) files.push(file(`${slug}/numero.pdf`, await paperPdf(house, paper)));
	const letter = letters.find(({ structureId }) => structureId === id);
	if (!letter) return files;
	const { html, text, structureId: _, ...envelope } = letter;
	return [
		...files,
		file(`${slug}/lettre.html`, html),
		file(`${slug}/lettre.txt`, text),
		file(`${slug}/lettre.json`, json(envelope))
	];
}

function remarksOn(house: ArchiveHouse, { kind }: Publication, letters: FrozenLetter[]): string[] {
	return [
		...(canMakePdf(house.settings) ? [] : ['Sans PDF : aucun navigateur n’est installé sur ce serveur.']),
		...(letters.length > 0 || kind === 'journal' ? [] : ['Sans lettre : le BAT de ce numéro n’a pas été demandé.'])
	];
}

function sealed(publication: Publication, issue: Issue, files: ArchiveFile[], remarks: string[]): Archive {
	const digests = files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: digest(bytes) }));
	const manifest: Manifest = {
		format: 'unisson-issue-archive/1',
		...{ publication: publication.title, number: issue.number, title: issue.title, date: issue.date },
		...{ publishedAt: issue.publishedAt, archivedAt: now(), remarks, files: digests }
	};
	const whole = [...files, file('manifest.json', json(manifest))];
	const sums = whole.map(({ path, bytes }) => `${digest(bytes)}  ${path}\n`).join('');
	return {
		folder: `${publication.slug}-${issue.number}`,
		files: [...whole, file('SHA256SUMS', sums)],
		manifest
	};
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

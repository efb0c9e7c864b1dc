import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveIssue, type ArchiveHouse } from '#editions/archives/index.server.ts';
import type { Manifest } from '#editions/archives/index.ts';
import { publishIssue } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { operator } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import { findChromium } from '../support/chromium.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { findPoppler, pdfFacts } from '../support/poppler.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('the archive of an issue (%s)', (engine) => {
	let db: Db;
	let press: Press;
	let house: ArchiveHouse;
	let issue: Issue;
	let close: () => Promise<void>;

	beforeAll(async () => {
		findPoppler();
		const database = await freshDatabase(engine);
		({ db } = database);
		press = await openPress(db);
		const settings = { ...press.settings, browserPath: await findChromium() };
		house = { db, store: press.store, settings, structures: await listStructures(db) };
		issue = await press.issueOf(press.monthly, [articleBlock(press.snow)], { title: 'Un hiver' });
		await db.transaction().execute((tx) => publishIssue(tx, operator, issue.id));
		const { ville } = await press.compile(issue);
		await db
			.insertInto('issueLetter')
			.values({
				...{ issueId: issue.id, structureId: press.cast.ville.id, subject: ville.subject, preheader: ville.preheader },
				...{ html: ville.html, text: ville.text, bytes: ville.bytes, sha256: 'x', frozenAt: now() }
			})
			.execute();
		close = async () => {
			press.close();
			await database.close();
		};
	});

	afterAll(() => close());

	it('holds what each structure said on paper, in its letter and as data, and is checked without us (C50)', async () => {
		const { folder, files } = await archiveIssue(house, press.cast.desk, issue.id);
		const at = join(press.folder, folder);
		for (const { path, bytes } of files) {
			mkdirSync(dirname(join(at, path)), { recursive: true });
			writeFileSync(join(at, path), bytes);
		}
		expect(execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: at }).toString()).not.toMatch(/FAILED/);
		const said = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8')) as Manifest;
		for (const { path, bytes, sha256 } of said.files) {
			const content = readFileSync(join(at, path));
			expect(content.length, path).toBe(bytes);
			expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
		}
		const paths = said.files.map(({ path }) => path);
		expect(paths).toEqual(expect.arrayContaining(['LISEZ-MOI.txt', 'composition.json', 'ville/lettre.txt']));
		expect(paths.filter((path) => path.startsWith('images/'))).toHaveLength(1);
		expect(pdfFacts(readFileSync(join(at, 'agglo/numero.pdf'))).Tagged).toBe('yes');
		expect(readFileSync(join(at, 'ville/lettre.html'), 'utf8')).toContain('{{unsubscribe}}');
		const page = readFileSync(join(at, 'ville/numero.html'), 'utf8');
		expect(page).toContain('Ralliement au dépôt des Forges.');
		expect(page).not.toMatch(/(?:src|srcset)="(?!data:)/);
		const data = JSON.parse(readFileSync(join(at, 'composition.json'), 'utf8'));
		expect(data.voices.agglo.blocks[0].article.title).toBe('Neige sur les zones d’activités');
		expect(JSON.stringify(data)).not.toContain('4210');
	});

	it('says what it lacks, and is made by who composes the title', async () => {
		const without = { ...house, settings: { ...house.settings, browserPath: 'none' } };
		const { files, manifest } = await archiveIssue(without, press.cast.desk, issue.id);
		expect(files.some(({ path }) => path.endsWith('.pdf'))).toBe(false);
		expect(manifest.remarks.join(' ')).toContain('Sans PDF');
		await expect(archiveIssue(house, press.cast.agentOfVille, issue.id)).rejects.toThrow(Forbidden);
	});
});

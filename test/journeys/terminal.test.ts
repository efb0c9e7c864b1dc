import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#terminal/commands.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const root = join(import.meta.dirname, '..', '..');

/** The terminal as a person uses it, in a process of its own. */
describe.each(engines)('the terminal on %s', (engine) => {
	const folder = mkdtempSync(join(tmpdir(), 'unisson-terminal-'));
	let url: string;
	let close: () => Promise<void>;

	beforeAll(async () => ({ url, close } = await freshDatabase(engine)));
	afterAll(async () => {
		await close();
		rmSync(folder, { recursive: true, force: true });
	});

	const say = (...words: string[]) =>
		new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
			const place = engine === 'postgres' ? { DATABASE_URL: url, DATA_DIR: folder } : { DATA_DIR: join(url, '..') };
			const env = { ...process.env, ...place, LOG_LEVEL: 'silent' };
			const child = spawn(process.execPath, [join(root, 'src', 'cli.ts'), ...words], { cwd: root, env });
			let [out, err] = ['', ''];
			child.stdout.on('data', (chunk) => (out += chunk));
			child.stderr.on('data', (chunk) => (err += chunk));
			child.on('close', (code) => resolve({ code, out, err }));
		});

	it('says 2 and helps when it is badly asked', async () => {
		expect(await say('nimporte')).toMatchObject({ code: 2, err: expect.stringContaining('Commande inconnue') });
		expect(await say('issue', 'compile')).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
		expect(await say('article', 'list', '--nimporte')).toMatchObject({ code: 2 });
	});

	it('explains every command', async () => {
		for (const [name, { load }] of Object.entries(commands))
			expect([name, (await load()).help]).toEqual([name, expect.stringMatching(/^Usage/)]);
		expect(await say('import', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--dry-run') });
	});

	it('goes from nothing to a compiled letter', async () => {
		const face = ['--kind', 'commune', '--accent', '#9a2b3c', '--accent-dark', '#f08b98'];
		const steps = [
			['migrate'],
			['structure', 'create', 'ville', '--name', 'Ville', '--short-name', 'Ville', ...face],
			['section', 'create', 'mobilites', '--name', 'Mobilités'],
			['section', 'remit', 'mobilites', 'ville', '--stance', 'leads'],
			['publication', 'create', 'lettre', '--kind', 'newsletter', '--title', 'La lettre', '--voices', 'ville']
		];
		writeFileSync(
			join(folder, 'neige.md'),
			'---\ntitle: Neige\ndate: 2026-01-05\ncategory: Mobilités\n---\nTout est blanc.\n'
		);
		steps.push(
			['import', join(folder, 'neige.md'), '--publish'],
			['issue', 'create', 'lettre', '--title', 'Un', '--articles', 'neige']
		);
		for (const step of steps) expect([step.join(' '), (await say(...step)).code]).toEqual([step.join(' '), 0]);
		const compiled = await say('issue', 'compile', 'lettre/1', '--out', join(folder, 'out'), '--json');
		expect(JSON.parse(compiled.out)).toMatchObject([{ structure: 'ville', errors: [] }]);
		const listed = await say('publication', 'list', '--json');
		expect(JSON.parse(listed.out)).toMatchObject([{ slug: 'lettre', kind: 'newsletter', lastNumber: 1 }]);
	});

	it('says 1 in one sentence when the work cannot be done', async () => {
		const missing = await say('issue', 'compile', 'letre/1', '--out', join(folder, 'nowhere'));
		expect(missing).toMatchObject({ code: 1, err: expect.stringMatching(/^Le titre « letre » n’existe pas.*\n$/) });
		const pale = await say('structure', 'identity', 'ville', '--accent', '#f4b41a');
		expect(pale).toMatchObject({ code: 1, err: expect.stringContaining('#8a6400') });
	});
});

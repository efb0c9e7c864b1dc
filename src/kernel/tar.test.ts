import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tar } from './tar.ts';

describe('an archive of files', () => {
	const at = new Date('2026-11-26T10:00:00Z');
	let folder: string;
	beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'unisson-tar-'))));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('is opened by the tar of the system, files as they were', () => {
		const long = `${'dossier/'.repeat(18)}${'n'.repeat(90)}.txt`;
		const files = [
			{ path: 'vide.txt', bytes: Buffer.alloc(0) },
			{ path: 'été/bloc.bin', bytes: Buffer.alloc(512, 7) },
			{ path: long, bytes: Buffer.from('à la fin') }
		];
		execFileSync('tar', ['-x', '-C', folder], { input: tar(files, at) });
		for (const { path, bytes } of files) expect(readFileSync(join(folder, path))).toEqual(bytes);
	});

	it('is the same for the same files', () => {
		const files = [{ path: 'a', bytes: Buffer.from('a') }];
		expect(tar(files, at)).toEqual(tar(files, at));
		expect(tar(files, at).length % 512).toBe(0);
	});

	it.each(['../dehors', '/etc/passwd', 'a//b', 'n'.repeat(101), `${'n'.repeat(156)}/a`])(
		'refuses the path %s',
		(path) => expect(() => tar([{ path, bytes: Buffer.alloc(1) }], at)).toThrow(RangeError)
	);
});

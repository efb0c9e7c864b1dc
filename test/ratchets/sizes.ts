/**
 * How long our files are. The committed figures (`sizes.json`) may only get better: `node test/ratchets/sizes.ts --tighten`
 * writes those of today when none is worse. Content (the demo's articles and drawings) and tests are not counted.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const record = join(import.meta.dirname, 'sizes.json');
const limits = { p90Lines: 150, longestLines: 300 };

function* sources(folder: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* sources(path);
		else if (/\.(ts|svelte|css)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)) yield path;
	}
}

const lengths = [...sources(join(root, 'src'))]
	.map((path) => ({ path: path.slice(root.length + 1), lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
	.sort((a, b) => a.lines - b.lines);
const measured = {
	p90Lines: lengths[Math.floor(lengths.length * 0.9)]?.lines ?? 0,
	longestLines: lengths.at(-1)?.lines ?? 0
};
const committed: typeof measured = JSON.parse(readFileSync(record, 'utf8'));
const names = Object.keys(measured) as (keyof typeof measured)[];

const worse = names.filter((name) => measured[name] > Math.min(committed[name], limits[name]));
if (worse.length > 0) {
	console.error(
		`${lengths.length} files; ${worse.map((name) => `${name}: ${measured[name]}, was ${committed[name]}`).join('; ')}`
	);
	for (const { path, lines } of lengths.slice(-5).reverse()) console.error(`  ${lines} ${path}`);
	process.exit(1);
}
if (process.argv.includes('--tighten')) writeFileSync(record, `${JSON.stringify(measured, null, '\t')}\n`);
console.log(`${lengths.length} files, p90 ${measured.p90Lines} lines, longest ${measured.longestLines}`);

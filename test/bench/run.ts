/**
 * The measures of the house, each as a ratio to a reference taken in the same run, so that a slow machine does not lie.
 * `npm run bench` prints the table; `npm run bench -- --write` also keeps it in docs/bench.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/database/index.server.ts';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';
import { measureCompile } from './compile.ts';
import { fillLibrary } from './library.ts';
import { load, onFirstCore, startBare, type Load } from './load.ts';
import { fewLetters, manyLetters, measureSending } from './sending.ts';
import { measureTyping } from './typing.ts';

type Line = { what: string; reference: string; measured: string; aim: string; met: boolean };

const seconds = 8;
const articles = 10_000;
const lines: Line[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);
const rounded = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));

say('Demo territory…');
const demo = await demoData();
const db = openDatabase(join(demo.dataDir, 'unisson.sqlite'));
await fillLibrary(db, articles, (done) => done % 2500 === 0 && say(`${done} articles`));
const compiled = await measureCompile(db, demo.dataDir);
await db.destroy();

const server = await startServer(demo.dataDir, { DEMO: '1' }, onFirstCore);
const cookie = await signInAs(server.origin, 'agent.ville');

/** A page against a bare server that answers the same bytes. */
async function page(what: string, path: string, aim: number): Promise<Load> {
	const body = Buffer.from(await (await fetch(server.origin + path, { headers: { cookie } })).arrayBuffer());
	const bare = await startBare(body);
	const reference = await load(bare.url, '', seconds);
	bare.stop();
	const measured = await load(server.origin + path, cookie, seconds);
	if (measured.failures > 0) throw new Error(`${what}: ${measured.failures} answers failed`);
	const ratio = measured.perSecond / reference.perSecond;
	lines.push({
		what: `${what} (${Math.round(body.length / 1024)} kB)`,
		reference: `bare node:http, ${rounded(reference.perSecond)}/s`,
		measured: `${rounded(measured.perSecond)}/s: ratio ${rounded(ratio)}`,
		aim: `≥ ${aim}`,
		met: ratio >= aim
	});
	return measured;
}

const megabytes = ({ pid }: RunningServer) =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const fresh = megabytes(server);
const home = await page('signed-in home page', '/', 0.05);
await page('article page', '/articles/plan-de-viabilite-hivernale', 0.08);
await page('search, common word, 10 000 articles', '/recherche?q=agents', 0.03);
lines.push({
	what: 'slowest answers of the home page',
	reference: `p50 ${home.p50} ms`,
	measured: `p99 ${home.p99} ms: ${rounded(home.p99 / Math.max(home.p50, 1))} x`,
	aim: '≤ 4 x',
	met: home.p99 <= 4 * Math.max(home.p50, 1)
});
const loaded = megabytes(server);
lines.push({
	what: 'memory after the load',
	reference: `fresh server, ${rounded(fresh)} MB`,
	measured: `${rounded(loaded)} MB: ${rounded(loaded / fresh)} x`,
	aim: '≤ 2.5 x, < 300 MB',
	met: loaded <= 2.5 * fresh && loaded < 300
});
lines.push({
	what: `compile of ${compiled.voices} voices of a ${compiled.articles}-article issue (${Math.round(compiled.bytes / 1024)} kB)`,
	reference: `mjml alone, ${rounded(compiled.reference)} ms`,
	measured: `${rounded(compiled.whole)} ms: ${rounded(compiled.whole / compiled.reference)} x`,
	aim: '≤ 1.3 x',
	met: compiled.whole <= 1.3 * compiled.reference
});
lines.push({
	what: 'p99 of reading a page while letters are compiled',
	reference: `without, ${rounded(compiled.pageAlone)} ms`,
	measured: `${rounded(compiled.pageMeanwhile)} ms: ${rounded(compiled.pageMeanwhile / compiled.pageAlone)} x`,
	aim: '≤ 2 x',
	met: compiled.pageMeanwhile <= 2 * compiled.pageAlone
});
lines.push(await wire(), await typing());
await server.stop();
demo.drop();
lines.push(...(await sending()));

/** The whole engine of sending, against postfix's own tool giving the same message. */
async function sending(): Promise<Line[]> {
	const sent = await measureSending(say);
	const thousands = (value: number) => value.toLocaleString('fr-FR').replace(/\s/g, ' ');
	say(`What limits the rate: ${sent.limit}`);
	return [
		{
			what: `letters a second, with durable marks, 10 connections (${Math.round(sent.bytes / 1000)} kB each)`,
			reference: `smtp-source, same message, ${rounded(sent.reference)}/s`,
			measured: `${rounded(sent.ours)}/s: ratio ${rounded(sent.ours / sent.reference)}`,
			aim: '≥ 0.3',
			met: sent.ours / sent.reference >= 0.3
		},
		{
			what: `memory while sending ${thousands(manyLetters)}`,
			reference: `sending ${thousands(fewLetters)}, ${rounded(sent.few)} MB`,
			measured: `${rounded(sent.many)} MB: ${rounded(sent.many / sent.few)} x`,
			aim: '≤ 1.2 x',
			met: sent.many <= 1.2 * sent.few
		},
		{
			what: `freezing ${thousands(manyLetters)} recipients`,
			reference: '',
			measured: `${rounded(sent.freezing)} s`,
			aim: '< 10 s',
			met: sent.freezing < 10
		}
	];
}

/** A key in a long text of the editor, against the same key in a short one. */
async function typing(): Promise<Line> {
	say('Typing…');
	const { words, short, long, slowest } = await measureTyping(
		server.origin,
		await signInAs(server.origin, 'redaction')
	);
	return {
		what: `a key typed in ${words} words, time of the page's thread`,
		reference: `in one line, ${rounded(short)} ms`,
		measured: `${rounded(long)} ms: ${rounded(long / short)} x; slowest ${rounded(slowest)} ms`,
		aim: '< 50 ms',
		met: long < 50
	};
}

/** What a phone downloads to read the home page for the first time. */
async function wire(): Promise<Line> {
	const browser = await openBrowser();
	const context = await openContext(browser, server.origin, { cookie, width: 390 });
	const tab = await context.newPage();
	const seen = { requests: 0, bytes: 0, script: 0, foreign: 0 };
	tab.on('requestfinished', async (request) => {
		const { responseBodySize } = await request.sizes();
		seen.requests += 1;
		seen.bytes += responseBodySize;
		if (request.resourceType() === 'script') seen.script += responseBodySize;
		if (!request.url().startsWith(server.origin)) seen.foreign += 1;
	});
	await tab.goto('/', { waitUntil: 'networkidle' });
	await browser.close();
	return {
		what: 'home page on the wire, 390 px, first visit',
		reference: 'budget of C51',
		measured: `${seen.requests} requests, ${Math.round(seen.bytes / 1024)} kB, JavaScript ${Math.round(seen.script / 1024)} kB, third parties ${seen.foreign}`,
		aim: '≤ 25 requests, ≤ 500 kB, JavaScript ≤ 60 kB, none',
		met: seen.requests <= 25 && seen.bytes <= 500_000 && seen.script <= 60_000 && seen.foreign === 0
	};
}

const table = [
	'| measure | reference in the same run | measured | aim | |',
	'|---|---|---|---|---|',
	...lines.map(
		({ what, reference, measured, aim, met }) =>
			`| ${what} | ${reference} | ${measured} | ${aim} | ${met ? 'met' : '**not met**'} |`
	)
].join('\n');
console.log(table);
if (process.argv.includes('--write')) {
	const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}; the server alone on one core, the load on another.`;
	const head = `# Bench\n\nMade by \`npm run bench -- --write\`: ${machine}\nSQLite, demo territory plus 10 000 articles, 16 connections, ${seconds} s each.\n\n`;
	writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'bench.md'), `${head}${table}\n`);
}

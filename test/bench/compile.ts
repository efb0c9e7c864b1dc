import mjml2html from 'mjml';
import { listPublished } from '#editorial/articles/index.server.ts';
import { operator, readerOf, type AgentActor } from '#foundation/accounts/index.ts';
import { createIssue, findPublication, getIssue, loadVoices, warmMjml } from '#editions/publications/index.server.ts';
import type { Issue, Publication } from '#editions/publications/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Times in milliseconds; `page*` are the 99th percentile of a page's reading, alone and while letters are compiled. */
export type CompileMeasure = {
	articles: number;
	voices: number;
	bytes: number;
	whole: number;
	reference: number;
	pageAlone: number;
	pageMeanwhile: number;
};

/** All voices of an issue of twelve articles, from the database, against mjml alone on the same MJML. */
export async function measureCompile(db: Db, dataDir: string, turns = 40): Promise<CompileMeasure> {
	const publication = await findPublication(db, 'infolettre-du-jeudi');
	if (!publication) throw new Error('the demo has no « Infolettre du jeudi »');
	const { issue, articles } = await issueOfTwelve(db, publication);
	const settings = { origin: 'https://intranet.brezanne.example', dataDir };
	await warmMjml();
	let turn = 0;
	// A word changes each time, so that nothing kept of the last compilation can answer.
	const compile = () =>
		loadVoices(db, { ...issue, preheader: `Douze articles, essai ${(turn += 1)}` }, publication, settings);
	const letters = (await compile()).map(({ letter }) => letter);
	const alone = async () => {
		for (const { mjml } of letters) await mjml2html(mjml, { validationLevel: 'strict', fonts: {}, keepComments: true });
	};
	const times = { whole: [] as number[], reference: [] as number[] };
	for (let each = 0; each < turns; each += 1) {
		times.reference.push(await timed(alone));
		times.whole.push(await timed(compile));
	}
	return {
		...{ articles, voices: letters.length, bytes: Math.max(...letters.map(({ bytes }) => bytes)) },
		...{ whole: median(times.whole), reference: median(times.reference) },
		...(await measurePages(db, publication, compile))
	};
}

async function issueOfTwelve(db: Db, publication: Publication): Promise<{ issue: Issue; articles: number }> {
	const [structure = publication.ownerId] = publication.voices;
	const reader = { structure, structures: [structure], reach: publication.reach };
	const { items } = await listPublished(db, reader, {
		size: 12,
		kinds: ['initiative', 'portrait', 'announcement', 'event']
	});
	const issue = await db.transaction().execute((tx) =>
		createIssue(tx, operator, publication.id, {
			...{ title: 'Mesure', date: '2026-11-26', preheader: 'Douze articles', editorial: null },
			blocks: items.map(({ id }, index) => ({
				...{ kind: 'article', articleId: id, voices: [], form: index === 0 ? 'lead' : 'summary' }
			}))
		})
	);
	return { issue, articles: items.length };
}

/** What a page of an issue takes to be read, one after the other, alone and while the composer compiles twice a second. */
async function measurePages(db: Db, publication: Publication, compile: () => Promise<unknown>) {
	const structures = publication.voices;
	const agent: AgentActor = { kind: 'agent', id: 'bench', name: 'Bench', structures, grants: [] };
	const read = () => getIssue(db, readerOf(agent)!, publication.slug, 46);
	const pages = async (isOver: () => boolean) => {
		const taken: number[] = [];
		while (!isOver()) {
			taken.push(await timed(read));
			await new Promise((done) => setImmediate(done));
		}
		return taken.sort((a, b) => a - b)[Math.floor(taken.length * 0.99)] ?? 0;
	};
	const until = (end: number) => () => performance.now() > end;
	await pages(until(performance.now() + 1000));
	const pageAlone = await pages(until(performance.now() + 4000));
	const end = performance.now() + 4000;
	const composing = (async () => {
		while (performance.now() < end) {
			await compile();
			await new Promise((done) => setTimeout(done, 500));
		}
	})();
	const pageMeanwhile = await pages(until(end));
	await composing;
	return { pageAlone, pageMeanwhile };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

const median = (values: number[]): number =>
	values.slice(10).sort((a, b) => a - b)[Math.floor((values.length - 10) / 2)] ?? 0;

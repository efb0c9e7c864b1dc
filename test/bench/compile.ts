import mjml2html from 'mjml';
import { listPublished } from '#editorial/articles/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { compileIssue, createIssue, findPublication, warmMjml } from '#editions/publications/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

export type CompileMeasure = { articles: number; bytes: number; whole: number; reference: number };

/** Median milliseconds to compile an issue of twelve articles from the database, and for mjml alone on its MJML. */
export async function measureCompile(db: Db, dataDir: string, turns = 30): Promise<CompileMeasure> {
	const structure = await getStructure(db, 'ville');
	const publication = await findPublication(db, 'infolettre-du-jeudi');
	if (!publication) throw new Error('the demo has no « Infolettre du jeudi »');
	const reader = { structure: structure.id, structures: [structure.id], reach: publication.reach };
	const { items } = await listPublished(db, reader, {
		size: 12,
		kinds: ['initiative', 'portrait', 'announcement', 'event']
	});
	const issue = await db.transaction().execute((tx) =>
		createIssue(tx, operator, publication.id, {
			...{ title: 'Mesure', date: '2026-11-26', preheader: 'Douze articles', editorial: null },
			blocks: items.map(({ id }, index) => ({
				kind: 'article',
				articleId: id,
				form: index === 0 ? 'lead' : 'summary',
				voices: []
			}))
		})
	);
	const settings = { origin: 'https://intranet.brezanne.example', dataDir };
	await warmMjml();
	const letter = await compileIssue(db, issue, structure, settings);
	const alone = () => mjml2html(letter.mjml, { validationLevel: 'strict', fonts: {} });
	const times = { whole: [] as number[], reference: [] as number[] };
	for (let turn = 0; turn < turns; turn += 1) {
		times.reference.push(await timed(alone));
		// A word changes each time, so that nothing kept of the last compilation can answer.
		const changed = { ...issue, preheader: `Douze articles, essai ${turn}` };
		times.whole.push(await timed(() => compileIssue(db, changed, structure, settings)));
	}
	return {
		articles: items.length,
		bytes: letter.bytes,
		whole: median(times.whole),
		reference: median(times.reference)
	};
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

const median = (values: number[]): number =>
	values.slice(10).sort((a, b) => a - b)[Math.floor((values.length - 10) / 2)] ?? 0;

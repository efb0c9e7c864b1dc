import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attestArticle, createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The same numbers each time: a bench compares like with like. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return Math.floor((state / 4_294_967_296) * sides);
	};
}

/** Sentences of the demo articles: French as a town writes it. */
function sentences(): string[] {
	const folder = join(import.meta.dirname, '..', '..', 'src', 'demo', 'articles');
	const text = readdirSync(folder).map((name) =>
		readFileSync(join(folder, name), 'utf8').replace(/^---[\s\S]*?\n---/, '')
	);
	return text
		.join('\n')
		.split(/(?<=[.!?])\s+/)
		.map((sentence) => sentence.replace(/[*_#>|:[\]{}]/g, '').trim())
		.filter((sentence) => sentence.length > 40 && sentence.length < 240);
}

/** Adds `count` published articles of some 300 words, in every section, read by every structure, over three years. */
export async function fillLibrary(db: Db, count: number, onProgress: (done: number) => void): Promise<void> {
	const roll = dice(2026);
	const pool = sentences();
	const pick = () => pool[roll(pool.length)]!;
	const [structures, sections] = [await listStructures(db), await listSections(db)];
	const audience = structures.map(({ id }) => id);
	const batch = 250;
	for (let start = 0; start < count; start += batch) {
		await db.transaction().execute(async (tx) => {
			for (let number = start; number < Math.min(count, start + batch); number += 1) {
				const owner = structures[roll(structures.length)]!;
				const paragraphs = Array.from({ length: 6 }, () => [pick(), pick(), pick()].join(' '));
				const { id } = await createArticle(tx, operator, {
					...{
						kind: 'news',
						sectionId: sections[roll(sections.length)]!.id,
						ownerId: owner.id,
						voices: [owner.id],
						audience
					},
					...{ reach: 'internal', signature: '', contact: '', expiresAt: null, reviewOn: null, details: {} },
					slug: `article-${number}`,
					content: {
						title: pick().slice(0, 90),
						standfirst: pick(),
						cover: null,
						variants: {},
						relayMessage: '',
						body: {
							type: 'doc',
							content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
						}
					}
				});
				const day = new Date(Date.UTC(2023, 10, 1) + number * ((3 * 365 * 86_400_000) / count)).toISOString();
				await attestArticle(tx, operator, id, 'bench');
				await publishArticle(tx, operator, id, { at: day });
			}
		});
		onProgress(Math.min(count, start + batch));
	}
}

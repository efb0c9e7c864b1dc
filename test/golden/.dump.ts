import { openDatabase } from '#platform/database/index.server.ts';
import { getArticle, findRenditions, listPublished } from '#editorial/articles/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { html, text, mjml, mediaIn } from '#editorial/content/index.ts';
const db = openDatabase('/tmp/content-demo/unisson.sqlite');
const structures = await listStructures(db);
const s = structures[0]!;
const reader: any = { structure: s.id, structures: [s.id], reach: 'internal' };
const [ch, ...slugs] = process.argv.slice(2);
const rows = await db.selectFrom('article').select(['id', 'slug', 'source']).where('source', 'is not', null).execute();
for (const r of rows.filter((r) => slugs.length === 0 || slugs.some((x) => r.slug.startsWith(x)))) {
	const f = (await findRenditions(db, reader, [r.id])).get(r.id)!;
	const R = f.rendition;
	const ctx: any = { structure: s, structures: new Map(structures.map((x) => [x.id, x])), media: await loadMedia(db, mediaIn(R.blocks)), reach: 'internal', origin: 'https://x.example', showAddresses: true };
	const out = ({ html, text, mjml } as any)[ch!](R.blocks, ctx);
	console.log(`\n########## ${r.slug} [${f.summary.section.name}] ${f.summary.signature} ${f.summary.publishedAt}\n# ${R.title}\n> ${R.standfirst}\n`);
	console.log(ch === 'sizes' ? '' : out.output);
	for (const w of out.warnings) console.log('!!', w.message);
}
await db.destroy();

import { readdirSync, readFileSync } from 'node:fs';
import { readMarkdown } from '#editorial/content/index.server.ts';
import { checkDoc, markdown, plainBlocks } from '#editorial/content/index.ts';
const dir = '/work/shared/corpus/articles';
const ctx: any = { structure: {}, structures: new Map(), reach: 'internal', media: new Map(), origin: 'https://x.example', showAddresses: true };
for (const f of readdirSync(dir)) {
	const src = readFileSync(`${dir}/${f}`, 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
	const r = readMarkdown(src);
	const blocks = JSON.parse(JSON.stringify(r.blocks).replace(/"media":"src:[^"]*"/g, '"media":"m1"'));
	try {
		const doc = checkDoc({ type: 'doc', content: blocks });
		const md = markdown(doc.content, ctx).output;
		const again = readMarkdown(md, { directives: true, structureId: (s) => s });
		const back = checkDoc({ type: 'doc', content: JSON.parse(JSON.stringify(again.blocks).replaceAll('src:media:', '')) });
		if (JSON.stringify(back) !== JSON.stringify(doc)) {
			const i = doc.content.findIndex((b, i) => JSON.stringify(b) !== JSON.stringify(back.content[i]));
			console.log('ROUNDTRIP', f, i, JSON.stringify(doc.content[i]).slice(0, 600), '\n   >>', JSON.stringify(back.content[i])?.slice(0, 600));
		}
		const plain = plainBlocks(doc.content);
		for (const line of plain.split('\n')) if (/\*\*|__|\]\(|<\/?[a-z]|\{[:%{]|&[a-z]+;|(^|\s)[*_]\S|\\/.test(line)) console.log('ODD', f.slice(0, 30), line.slice(0, 300));
	} catch (e) {
		console.log('FAIL', f, (e as Error).message);
	}
	for (const w of r.warnings) console.log('W', f.slice(0, 30), w.message);
}

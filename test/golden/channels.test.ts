import mjml2html from 'mjml';
import { describe, expect, it } from 'vitest';
import { readMarkdown, resolveMedia } from '#editorial/content/index.server.ts';
import {
	checkDoc,
	html,
	markdown,
	mediaIn,
	mjml,
	rendition,
	text,
	type Block,
	type ChannelContext,
	type Channelled
} from '#editorial/content/index.ts';
import type { Reach } from '#kernel/reach.ts';
import { contextOf, everyBlock, voices } from './every-block.ts';

const channels: Record<string, (blocks: Block[], context: ChannelContext) => Channelled> = { html, mjml, text, markdown };
const extensions: Record<string, string> = { html: 'html', mjml: 'mjml', text: 'txt', markdown: 'md' };

const readers: [string, Reach][] = [
	['ville', 'internal'],
	['ville', 'public'],
	['agglo', 'internal'],
	['agglo', 'public']
];

const read = (slug: string, reach: Reach) => rendition(everyBlock, `id-${slug}`, reach);

describe.each(readers)('every block, as %s says it to %s', (slug, reach) => {
	it.each(Object.entries(channels))('is what it was in %s', async (name, channel) => {
		const { output } = channel(read(slug, reach).blocks, contextOf(slug, reach));
		await expect(`${output}\n`).toMatchFileSnapshot(`every-block/${slug}-${reach}.${extensions[name]}`);
	});

	it.each(Object.entries(channels))('lets nothing through %s that is for others', (_, channel) => {
		const { output } = channel(read(slug, reach).blocks, contextOf(slug, reach));
		for (const other of ['ville', 'agglo', 'ccas'].filter((each) => each !== slug)) {
			const reserved = output.split('\n').filter((line) => line.includes(`SECRET-${other}`));
			expect(reserved.filter((line) => !line.includes(`SECRET-${slug}`))).toEqual([]);
		}
		if (reach === 'public') expect(output).not.toContain('SECRET-internal');
		if (reach === 'internal') expect(output).toContain('SECRET-internal');
	});

	it.each(Object.entries(channels))('leaves no script in %s', (name, channel) => {
		const { output } = channel(read(slug, reach).blocks, contextOf(slug, reach));
		if (name !== 'text') expect(output.replace(/\\</g, '')).not.toContain('<script');
		expect(output).not.toContain('\u001e');
	});
});

describe('the html channel', () => {
	it('writes no style and warns of what it could not show', () => {
		const { output, warnings } = html(read('ville', 'public').blocks, contextOf('ville', 'public'));
		expect(output).not.toMatch(/\sstyle=|\son\w+="/);
		expect(warnings.map(({ code }) => code).sort()).toEqual([
			'alt-missing',
			'heading-skipped',
			'media-missing',
			'media-missing'
		]);
	});

	it('gives each heading an id of its own', () => {
		const { output } = html(read('ville', 'internal').blocks, contextOf('ville', 'internal'));
		const ids = [...output.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toContain('titre-horaires-2');
	});
});

describe('the mjml channel', () => {
	it.each(readers)('compiles without an error in strict mode, as %s to %s', async (slug, reach) => {
		const { output } = mjml(read(slug, reach).blocks, contextOf(slug, reach, { headingShift: 1 }));
		const compiled = await mjml2html(`<mjml lang="fr"><mj-body>${output}</mj-body></mjml>`, {
			validationLevel: 'strict',
			fonts: {}
		});
		expect(compiled.errors).toEqual([]);
		expect(compiled.html).not.toMatch(/<script|\{\{|fonts\.googleapis/);
		expect(compiled.html.match(/<img\b(?![^>]*\salt=)/g)).toBeNull();
		expect(compiled.html.match(/href="\/|src="\//g)).toBeNull();
		expect(compiled.html).toContain('role="table"');
	});

	it('says every word of what it was given', async () => {
		const { blocks } = read('ville', 'internal');
		const { output } = mjml(blocks, contextOf('ville', 'internal'));
		for (const word of ['Trois', 'sauf lundi', 'Sans transcription', 'Ce qui est dit.', 'Rue des Tanneurs'])
			expect(output).toContain(word);
	});
});

describe('the markdown channel', () => {
	it('reads back as the same blocks', async () => {
		const doc = checkDoc(everyBlock.body);
		const { output } = markdown(doc.content, contextOf('ville', 'internal'));
		const structureId = (slug: string) => voices.find((each) => each.slug === slug)?.id;
		const reading = readMarkdown(output, { directives: true, structureId });
		const { blocks, warnings } = await resolveMedia(reading, async () => undefined);
		expect(warnings).toEqual([]);
		expect(checkDoc({ type: 'doc', content: blocks })).toEqual(doc);
	});
});

it('finds the media of every block', () => {
	expect(mediaIn(everyBlock.body.content)).toEqual(['snow', 'small', 'plain', 'mute', 'gone', 'plan', 'roster']);
});

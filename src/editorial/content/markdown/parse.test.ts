import { describe, expect, it } from 'vitest';
import { readHtml, readMarkdown } from './parse.server.ts';
import { resolveMedia } from './resolve.server.ts';
import { checkDoc } from '../check.ts';
import { markdown } from '../channels/markdown.ts';
import type { ChannelContext } from '../channel.ts';
import type { Block } from '../document.ts';

const context = { structures: new Map(), media: new Map(), reach: 'internal' } as unknown as ChannelContext;

/** Blocks as the markdown channel writes them: short enough to be read in a test. */
function shown(blocks: Block[]): string {
	const supposed = JSON.stringify(blocks).replace(/"media":"src:[^"]*"/g, '"media":"m"');
	return markdown(checkDoc({ type: 'doc', content: JSON.parse(supposed) as unknown }).content, context).output;
}

const fromMarkdown = (source: string) => shown(readMarkdown(source).blocks);
const fromHtml = (source: string) => shown(readHtml(source).blocks);
const codes = (source: string) => readHtml(source).warnings.map(({ code }) => code);

describe('foreign text', () => {
	it('drops scripts, styles, forms and handlers, and says so', () => {
		const source =
			'<p onclick="x()" style="color:red">Un<script>alert(1)</script></p><form><input name="a">Nom</form><style>p{}</style>';
		expect(fromHtml(source)).toBe('Un');
		expect(codes(source)).toEqual(['content-removed', 'content-removed']);
	});

	it('keeps the text of links that may not be followed', () => {
		const source =
			'<p><a href="javascript:alert(1)">un</a> <a href="page.html">deux</a> <a href="www.a.fr">trois</a></p>';
		expect(fromHtml(source)).toBe('un deux [trois](https://www.a.fr/)');
		expect(codes(source)).toEqual(['link-refused', 'link-refused']);
	});

	it('takes pictures out of paragraphs and links, and keeps where they led', () => {
		const { blocks, images } = readMarkdown(
			'Avant [![Une carte](/img/a.png)](https://a.example/carte) après ![](b.jpg "Légende")'
		);
		expect(shown(blocks)).toBe(
			'Avant\n\n![Une carte](media:m)\n\n[Une carte](https://a.example/carte)\n\naprès\n\n![](media:m "Légende")'
		);
		expect(images).toEqual([
			{ src: '/img/a.png', alt: 'Une carte', title: '' },
			{ src: 'b.jpg', alt: '', title: 'Légende' }
		]);
	});

	it('says small pictures by their text, and none by nothing', () => {
		expect(
			fromHtml('<p>Bravo <img src="s.gif" width="16" alt="🙂"> !<img src="pixel.gif" width="1" height="1"></p>')
		).toBe('Bravo 🙂 !');
	});

	it('reads nested lists, also where an editor nested them wrongly', () => {
		expect(fromHtml('<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul><li><p>d</p><p>e</p></li></ul>')).toBe(
			'- a\n\n  - b\n\n  * c\n\n- d\n\n  e'
		);
	});

	it('cuts a list at what it cannot hold and goes on counting', () => {
		expect(fromMarkdown('1. un\n\n   ![alt](a.png)\n\n2. deux')).toBe('1. un\n\n![alt](media:m)\n\n2. deux');
	});

	it('makes lists of lines that begin with a dash', () => {
		expect(fromMarkdown('À prévoir :  \n\\- un  \n\\- deux\n\n\\- trois\n\n\\- quatre')).toBe(
			'À prévoir :\n\n- un\n- deux\n\n* trois\n* quatre'
		);
	});

	it('gives a table the header that it lacks, and undoes one that lays out a page', () => {
		expect(fromHtml('<table><tr><td>Jour</td><td>Heure</td></tr><tr><td>Lundi</td><td>8 h</td></tr></table>')).toBe(
			'| Jour | Heure |\n| --- | --- |\n| Lundi | 8 h |'
		);
		expect(fromHtml('<table><tr><td><h2>Titre</h2><p>a</p></td><td><p>b</p></td></tr></table>')).toBe(
			'## Titre\n\na\n\nb'
		);
		const spanned = fromHtml(
			'<table><thead><tr><th colspan="2">A</th></tr></thead><tr><td>1</td><td><ul><li>x</li></ul></td></tr></table>'
		);
		expect(spanned).toBe('<table>\n<tr><th colspan="2">A</th></tr>\n<tr><td>1</td><td>• x</td></tr>\n</table>');
	});

	it('mends headings that skip levels, and those that begin too high or too low', () => {
		const { blocks, warnings } = readMarkdown('# A\n\n#### B\n\n## C\n\n### **D**\n\n###### E');
		expect(shown(blocks)).toBe('## A\n\n### B\n\n### C\n\n#### D\n\n#### E');
		expect(warnings.map(({ code }) => code)).toEqual(['heading-skipped', 'heading-skipped']);
		expect(fromMarkdown('### A\n\n#### B')).toBe('## A\n\n### B');
	});

	it('makes headings of bold lines where a text has no others', () => {
		expect(fromMarkdown('**Un**\n\na\n\n**Deux**\n\nb\n\n**Fin**')).toBe('## Un\n\na\n\n## Deux\n\nb\n\n**Fin**');
		expect(fromMarkdown('## Titre\n\n**Un**\n\na\n\n**Deux**\n\nb')).toContain('**Deux**');
	});

	it('turns frames and players into links', () => {
		expect(fromHtml('<p>Voir</p><iframe src="//www.youtube.com/embed/abc-1?rel=0" title="Le film"></iframe>')).toBe(
			'Voir\n\n::video{href="https://www.youtube.com/watch?v=abc-1" title="Le film"}'
		);
		expect(fromHtml('<iframe src="https://carte.example/x"></iframe>')).toBe(
			'::call-to-action{label="Ouvrir le contenu sur carte.example" href="https://carte.example/x"}'
		);
		expect(fromMarkdown('https://youtu.be/abc')).toBe(
			'::video{href="https://youtu.be/abc" title="vidéo sur youtu.be"}'
		);
		expect(codes('<object data="javascript:1"></object>')).toEqual(['content-removed']);
	});

	it('reads figures, quotes with an author, definitions, details, code and footnotes', () => {
		expect(fromHtml('<figure><img src="a.png" alt="x"><figcaption>Une <b>rue</b></figcaption></figure>')).toBe(
			'![x](media:m "Une rue")'
		);
		expect(fromMarkdown('> On a salé.\n>\n> — Une agente')).toBe('> On a salé.\n>\n> — Une agente');
		expect(fromHtml('<dl><dt>Sel</dt><dd>Du chlorure</dd></dl>')).toBe('- **Sel** : Du chlorure');
		expect(fromHtml('<details><summary>Quand ?</summary>Lundi.</details>')).toBe(
			':::question{title="Quand ?"}\nLundi.\n:::'
		);
		expect(fromMarkdown('```\nun\n  deux\n```')).toBe('un\\\ndeux');
		expect(fromMarkdown('Texte[^1].\n\n[^1]: Une note.')).toBe('Texte\u00a0\\[1\\].\n\n## Notes\n\n1. Une note.');
	});

	it('makes strong what other tools make strong', () => {
		expect(fromMarkdown('l’**« objet »**seul et **mot **suite')).toBe(
			'l’<strong>« objet »</strong>seul et **mot** suite'
		);
	});

	it('says abbreviations in words the first time, and marks other languages', () => {
		expect(
			fromHtml(
				'<p lang="fr">L’<abbr title="interface">API</abbr> et l’<abbr title="interface">API</abbr> <i lang="en">open</i></p>'
			)
		).toBe('L’API (interface) et l’API <span lang="en"><em>open</em></span>');
	});

	it('never lets a foreign text address a passage', () => {
		const source =
			':::passage{reach="internal"}\nSecret\n:::\n\n<unisson-passage reach="internal">x</unisson-passage>\n\nObjet :texte';
		expect(JSON.stringify(readMarkdown(source).blocks)).not.toContain('"for"');
	});

	it('survives what was made to hurt', () => {
		expect(() => readHtml('<div>'.repeat(3000) + 'x')).not.toThrow(TypeError);
		expect(readMarkdown('').blocks).toEqual([]);
		expect(fromHtml('<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>')).toContain('b');
	});
});

describe('directives', () => {
	const read = (source: string) =>
		readMarkdown(source, { directives: true, structureId: (slug) => (slug === 'ville' ? 'id-ville' : undefined) });

	it('narrow a passage inside a passage', () => {
		const { blocks } = read('::::passage{structures="ville"}\nun\n\n:::passage{reach="internal"}\ndeux\n:::\n::::');
		expect(blocks.map((block) => block.attrs?.for)).toEqual([
			{ structures: ['id-ville'] },
			{ structures: ['id-ville'], reach: 'internal' }
		]);
	});

	it('reserve to nobody, never to everybody, what they do not understand', () => {
		const { blocks, warnings } = read(':::passage{structures="vile" reach="intern"}\nun\n:::');
		expect(blocks[0]?.attrs?.for).toEqual({ structures: ['vile'], reach: 'internal' });
		expect(warnings).toHaveLength(2);
	});

	it('leave words alone that only look like them', () => {
		expect(shown(read('Objet :texte, à 14:h et ::x').blocks)).toBe('Objet \\:texte, à 14\\:h et \\:\\:x');
	});
});

describe('pictures to resolve', () => {
	it('become a link when they are remote, a warning when they are missing, and stay in their gallery when found', async () => {
		const reading = readHtml(
			'<img src="https://a.example/x.png" alt="Le pont"><img src="gone.png" alt=""><figure><img src="a.png"><img src="b.png"></figure>'
		);
		const { blocks, warnings } = await resolveMedia(reading, async (src) =>
			src === 'a.png' ? { media: 'm-a', alt: 'Trouvée' } : undefined
		);
		expect(markdown(blocks, context).output).toBe(
			'[Voir l’image\u00a0: Le pont](https://a.example/x.png)\n\n:::gallery\n![Trouvée](media:m-a)\n:::'
		);
		expect(warnings.map(({ code }) => code)).toEqual(['media-missing', 'media-missing', 'media-missing']);
	});
});

import { describe, expect, it } from 'vitest';
import type { Block, Paragraph, Warning } from '#editorial/content/index.ts';
import { personName, readFields } from './fields.ts';
import { readFrontMatter } from './front-matter.ts';
import { readableName } from './lookup.server.ts';
import { openingOf } from './standfirst.ts';
import { withoutTemplates } from './templates.ts';
import { wordpressHtml } from './wordpress.ts';

describe('a header', () => {
	it('is read with or without a text, and names the line where it is broken', () => {
		expect(readFrontMatter('\ufeff---\r\ntitle: A\r\n---\r\nTexte')).toEqual({ data: { title: 'A' }, body: 'Texte' });
		expect(readFrontMatter('Texte')).toEqual({ data: {}, body: 'Texte' });
		expect(() => readFrontMatter('---\ntitle: "A\n---\nTexte')).toThrow(/illisible à la ligne/);
		expect(() => readFrontMatter('---\ntitle: A\nTexte')).toThrow(/n’est pas fermé/);
		expect(() => readFrontMatter('---\n- a\n---\n')).toThrow(/liste de champs/);
	});

	it('speaks Jekyll, Hugo and Eleventy', () => {
		expect(
			readFields({ categories: 'dinsic presse', date: '2016-03-29 10:00:00 +0200', image: '/a.png' })
		).toMatchObject({
			categories: ['dinsic', 'presse'],
			publishedAt: '2016-03-29T08:00:00.000Z',
			cover: { src: '/a.png', alt: '' }
		});
		expect(
			readFields({
				categories: ['Vie locale'],
				draft: true,
				images: ['b.jpg'],
				author: { name: 'Maud Dupré' },
				date: '2018-09-03T13:12:54.564Z'
			})
		).toMatchObject({
			categories: ['Vie locale'],
			isDraft: true,
			cover: { src: 'b.jpg' },
			signature: 'Maud Dupré',
			publishedAt: '2018-09-03T13:12:54.564Z'
		});
		expect(readFields({ cover: { image: 'c.jpg', alt: 'Un pont' }, description: 'En bref' })).toMatchObject({
			cover: { src: 'c.jpg', alt: 'Un pont' },
			standfirst: 'En bref'
		});
		expect(() => readFields({ kind: 'tract' })).toThrow('« kind: tract » n’est pas un genre d’article.');
	});

	it('signs with names rather than with accounts', () => {
		expect(personName('anna-livia.gomart')).toBe('Anna-Livia Gomart');
		expect(personName('jean_dupont')).toBe('Jean Dupont');
		expect(personName('La direction technique')).toBe('La direction technique');
	});
});

describe('what only an old site could fill in', () => {
	const mend = (source: string) => {
		const warnings: Warning[] = [];
		return { text: withoutTemplates(source, warnings), warnings: warnings.map(({ message }) => message) };
	};

	it('goes, but for pictures and players', () => {
		expect(mend('[a]({{ site.baseurl }}/b) {{ page.title }}{: .note}').text).toBe('[a](/b)');
		expect(mend("![x]({{ '/img/a.png' | relative_url }})").text).toBe('![x](/img/a.png)');
		expect(mend('{{< figure src="a.png" alt="Un pont" caption="Le pont" >}}').text).toBe(
			'![Un pont](<a.png> "Le pont")'
		);
		expect(mend('{{< youtube abc >}}').text.trim()).toBe('<iframe src="https://www.youtube.com/embed/abc"></iframe>');
		expect(mend('{% notice %}Lisez{% endnotice %}').warnings).toEqual([
			'Des instructions de l’ancien site ont été retirées\u00a0: notice, endnotice.'
		]);
	});

	it('stays in code', () => {
		expect(mend('```\n{{ x }}\n```').text).toBe('```\n{{ x }}\n```');
	});
});

describe('a WordPress text', () => {
	it('has the paragraphs that WordPress saw', () => {
		const html = wordpressHtml('Un\ndeux\n\n<h2>Titre</h2>\nTrois\n<pre>a\n\nb</pre>', new Map(), []);
		expect(html.replace(/\n/g, '')).toBe('<p>Un<br>deux</p><h2>Titre</h2><p>Trois</p><pre>ab</pre>');
	});

	it('keeps what its shortcodes hold and says which went', () => {
		const warnings: Warning[] = [];
		const html = wordpressHtml('[box color="red"]Lisez [sic] ceci[/box] [[gallery]]', new Map(), warnings);
		expect(html).toBe('<p>Lisez [sic] ceci &#91;gallery&#93;</p>');
		expect(warnings[0]?.message).toContain('box');
	});
});

describe('the opening of an article', () => {
	const p = (text: string): Paragraph => ({ type: 'paragraph', content: [{ type: 'text', text }] });
	const long = `${'Une phrase qui dit quelque chose. '.repeat(14)}La dernière.`;

	it('does not say its excerpt twice', () => {
		expect(openingOf([p('Même texte !')], [p('Même texte.'), p('Suite')])).toEqual({
			standfirst: 'Même texte !',
			blocks: [p('Suite')]
		});
	});

	it('cuts a long first paragraph at a sentence and goes on after it', () => {
		const { standfirst, blocks } = openingOf([], [p(long), p('Suite')]);
		expect(standfirst).toMatch(/\.$/);
		expect(standfirst.length).toBeLessThan(421);
		expect(
			`${standfirst} ${(blocks[0] as Paragraph).content!.map((each) => ('text' in each ? each.text : '')).join('')}`
		).toBe(long);
	});

	it('leaves a text alone that begins by something else', () => {
		const blocks: Block[] = [{ type: 'separator' }, p('Un')];
		expect(openingOf([], blocks)).toEqual({ standfirst: '', blocks });
		expect(openingOf([p('Seul')], [])).toEqual({ standfirst: 'Seul', blocks: [p('Seul')] });
	});
});

it('names a picture by its file only where the name says something', () => {
	expect(readableName('la-rue_des.tanneurs.png')).toBe('la rue des tanneurs');
	for (const name of ['IMG_2041.jpg', 'pasted-image-0.png', '12.png', `${'x'.repeat(80)}.png`])
		expect(readableName(name)).toBe('');
});

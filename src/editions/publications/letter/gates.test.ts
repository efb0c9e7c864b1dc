import { describe, expect, it } from 'vitest';
import { gate, toShorten, type Gated } from './gates.ts';

const body = (inside: string) =>
	`<html lang="fr" dir="ltr"><head><title>Lettre</title></head><body><div role="article" lang="fr" dir="ltr">${inside}<a href="{{unsubscribe}}">Se désabonner</a></div></body></html>`;

const gated = (inside: string, more: Partial<Gated> = {}): Gated => ({
	html: body(`<h1>Titre</h1>${inside}`),
	bytes: 10_000,
	subject: 'Objet',
	preheader: 'Aperçu',
	articles: [],
	origin: 'https://intranet.example',
	isPage: false,
	...more
});

const codes = (letter: Gated) => gate(letter).errors.map(({ code }) => code);

describe('a compiled letter', () => {
	it('passes when nothing is wrong', () => {
		const inside =
			'<h2>Deux</h2><table role="presentation"><tr><td><img src="https://intranet.example/media/k/960.jpg" width="552" alt=""></td></tr></table><table><tr><th>A</th></tr></table><a href="https://intranet.example/articles/a">Lire : a</a>';
		expect(gate(gated(inside))).toEqual({ errors: [], warnings: [] });
	});

	it.each([
		['a second title', '<h1>Encore</h1>', 'h1'],
		['a skipped level', '<h3>Trois</h3>', 'heading-order'],
		['a layout table that does not say so', '<table><tr><td>–</td></tr></table>', 'table-role'],
		['an image without alt', '<img src="https://intranet.example/media/k/1.jpg" width="552">', 'alt'],
		['an image from elsewhere', '<img src="https://ailleurs.example/i.png" alt="">', 'image-foreign'],
		['a pixel', '<img src="https://intranet.example/media/k/1.jpg" width="1" height="1" alt="">', 'pixel'],
		['a relative link', '<a href="/articles/neige">Lire</a>', 'link'],
		['a link without words', '<a href="https://intranet.example/a"></a>', 'link-empty'],
		['a script', '<script>1</script>', 'active'],
		['code in an attribute', '<p onclick="x()">–</p>', 'active'],
		['a token that nobody resolves', '<p>{{prenom}}</p>', 'token']
	])('is stopped by %s', (_, inside, code) => {
		expect(codes(gated(inside))).toContain(code);
	});

	it('is stopped when nobody could leave it, unless it is a page', () => {
		const html = gated('').html.replace('{{unsubscribe}}', 'https://intranet.example/');
		expect(codes({ ...gated(''), html })).toEqual(['unsubscribe']);
		expect(codes({ ...gated(''), html, isPage: true })).toEqual([]);
	});

	it('warns of a long subject and of a preheader that repeats it', () => {
		const subject = 'Un objet de plus de soixante signes, que les messageries couperont';
		const found = gate(gated('', { subject, preheader: subject })).warnings;
		expect(found.map(({ code }) => code)).toEqual(['subject-long', 'preheader-same']);
	});
});

describe('a letter that is too heavy', () => {
	const article = (slug: string, form: 'full' | 'lead' | 'summary' | 'title', bytes: number) => ({
		...{ slug, title: slug, form, bytes }
	});
	const articles = [
		article('court', 'summary', 3000),
		article('long', 'full', 30_000),
		article('autre', 'full', 12_000)
	];

	it('says by how much, and names the heaviest whole texts until it would fit', () => {
		const { errors } = gate(gated('', { bytes: 112_000, articles }));
		expect(errors[0]?.message).toContain('12,0 ko de trop');
		expect(errors[0]?.message).toContain('« long » (30,0 ko)');
		expect(errors[0]?.message).not.toContain('autre');
		expect(toShorten(articles, 35_000).map(({ slug }) => slug)).toEqual(['long', 'autre']);
	});

	it('is only announced from 90 kB', () => {
		const found = gate(gated('', { bytes: 95_000, articles }));
		expect(found.errors).toEqual([]);
		expect(found.warnings[0]?.code).toBe('size-near');
	});
});

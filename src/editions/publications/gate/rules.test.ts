import { describe, expect, it } from 'vitest';
import { isPublicAddress, reachOf } from '#platform/reachable.server.ts';
import type { Issue } from '../publication.ts';
import { inverted, invertedPairs, pairsOf, unreadable } from './contrast.ts';
import { linksInside, linksOf, linkTexts } from './links.ts';
import { ofSeries } from './series.ts';

describe('the colours of a letter', () => {
	const body = (inside: string) => `<html><body style="background-color:#ffffff;">${inside}</body></html>`;

	it('are read from their inline styles, each on the ground that it stands on', () => {
		const html = body(
			'<p style="color:#1c1a17;">Bon</p><table><tr><td bgcolor="#1c1a17" style="color:#37322c;">Pâle</td></tr></table><!--[if mso]><p style="color:#fefefe;">Word</p><![endif]--><p style="color:#999999;">Gris</p>'
		);
		expect(unreadable(pairsOf(html)).map(({ words }) => words)).toEqual(['Pâle', 'Gris']);
	});

	it('are turned over as some clients do, and read again', () => {
		expect(inverted('#ffffff')).toBe('#000000');
		expect(inverted('#9a2b3c')).toBe('#d46576');
		expect(unreadable(invertedPairs([{ colour: '#9a2b3c', ground: '#ffffff', words: 'x' }]))).toEqual([]);
	});
});

describe('the links of a letter', () => {
	const links = linksOf(
		'<a href="{{unsubscribe}}">Se désabonner</a><a href="https://a.example/x?a=1&amp;b=2"><b>En savoir plus</b></a><a href="https://a.example/y">Le plan</a><a href="https://b.example/">le plan</a>'
	);

	it('name what they lead to, once each', () => {
		expect(links.map(({ href }) => href)).toEqual([
			'https://a.example/x?a=1&b=2',
			'https://a.example/y',
			'https://b.example/'
		]);
		expect(linkTexts(links).map(({ code }) => code)).toEqual(['link-bare', 'link-same']);
	});

	it('lead residents to open pages only', () => {
		const origin = 'https://intranet.ville.example';
		const said = [
			`${origin}/lettres/x/1`,
			`${origin}/articles/x`,
			`${origin}/`,
			'http://serveur/x',
			'https://ville.example'
		];
		const found = linksInside(
			said.map((href) => ({ href, text: href })),
			{ reach: 'public', origin }
		);
		expect(found).toHaveLength(3);
		expect(
			linksInside(
				said.map((href) => ({ href, text: href })),
				{ reach: 'internal', origin }
			)
		).toEqual([]);
	});
});

describe('an address that somebody typed', () => {
	it('is asked only when it is of a public machine', async () => {
		for (const address of [
			'127.0.0.1',
			'10.0.0.8',
			'192.168.1.1',
			'169.254.169.254',
			'::1',
			'fd00::1',
			'::ffff:127.0.0.1'
		])
			expect(isPublicAddress(address), address).toBe(false);
		expect(isPublicAddress('93.184.216.34')).toBe(true);
		for (const href of [
			'http://127.0.0.1:80/',
			'http://localhost/',
			'http://[::1]/',
			'http://a.example:8080/',
			'http://u:p@a.example/'
		])
			expect(await reachOf(href), href).toBe('refused');
	});
});

describe('an issue in a pre-election period', () => {
	const issue = (date: string, articles: number): Issue => ({
		...{ id: date, publicationId: 'p', number: 1, title: '', date, preheader: '', editorial: null, voices: {} },
		...{ isSpecial: false, version: 1, proofState: 'none', proofAt: null, publishedAt: null },
		blocks: Array.from({ length: articles }, (_, at) => ({
			...{ id: `${at}`, voices: [], kind: 'article', articleId: `${at}`, form: 'title' }
		}))
	});
	const period = {
		...{
			id: 'e',
			structureId: 'v',
			title: 'Municipales',
			electionOn: '2027-03-14',
			startOn: '2026-09-01',
			endOn: '2027-03-14'
		}
	};
	const past = ['2026-11-05', '2026-10-08', '2026-09-10', '2026-08-13'].map((date) => issue(date, 6));
	const said = (one: Issue, templatesOn: string | null = null, before = past) =>
		ofSeries(one, { period, past: before, templatesOn }).map(({ code }) => code);

	it('is compared with those before: age, pace, length, look', () => {
		expect(said(issue('2026-12-03', 6))).toEqual([]);
		expect(said(issue('2026-12-03', 6), null, past.slice(0, 3))).toEqual(['series-new']);
		expect(said(issue('2026-11-12', 6))).toEqual(['series-frequency']);
		expect(said(issue('2026-12-03', 12))).toEqual(['series-size']);
		expect(said(issue('2026-12-03', 6), '2026-10-10')).toEqual(['series-template']);
	});
});

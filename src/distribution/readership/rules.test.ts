import { describe, expect, it } from 'vitest';
import { isReading, masked, said, sumSaid, viewOf } from './rules.ts';

const at = (path: string) => new URL(path, 'https://intranet.example');
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const asking = (headers: Record<string, string>, method = 'GET') =>
	isReading({ method, headers: new Headers({ accept: 'text/html,*/*', 'user-agent': firefox, ...headers }) });

describe('what counts as a page that was read', () => {
	it('is the page of an issue or of an article, and the way by which one came', () => {
		const params = { publication: 'infolettre', number: '46', slug: 'neige' };
		expect(viewOf({ route: '/journaux/[publication]/[number]', params, url: at('/') }, 'ville')).toEqual({
			...{ channel: 'web', publication: 'infolettre', number: 46, article: '', structure: 'ville' }
		});
		const url = at('/articles/neige?n=la-lettre-46');
		expect(viewOf({ route: '/articles/[slug]', params: { slug: 'neige' }, url }, 'agglo')).toEqual({
			...{ channel: 'letter', publication: 'la-lettre', number: 46, article: 'neige', structure: 'agglo' }
		});
		expect(viewOf({ route: '/recherche', params: {}, url: at('/recherche?n=la-lettre-46') }, 'ville')).toBeUndefined();
	});

	it('takes nothing from a mark that is not one', () => {
		const url = at('/articles/neige?n=%3Cscript%3E');
		const view = viewOf({ route: '/articles/[slug]', params: { slug: 'neige' }, url }, 'ville');
		expect(view).toMatchObject({ channel: 'web', publication: '', number: 0 });
	});

	it('is asked by somebody, not by a program or ahead of time', () => {
		expect(asking({})).toBe(true);
		expect(asking({ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' })).toBe(false);
		expect(asking({ 'user-agent': 'curl/8.5' })).toBe(false);
		expect(asking({ 'sec-purpose': 'prefetch;prerender' })).toBe(false);
		expect(asking({ accept: '*/*' })).toBe(false);
		expect(asking({}, 'HEAD')).toBe(false);
	});
});

describe('numbers that could tell who', () => {
	it('are not said under five, none included', () => {
		expect([0, 1, 4, 5, 1200].map((value) => said(masked(value)))).toEqual([
			...['moins de\u00a05', 'moins de\u00a05', 'moins de\u00a05', '5', '1\u202f200']
		]);
	});

	it('are not given away by a sum', () => {
		expect(sumSaid([12, 9])).toBe('21');
		expect(sumSaid([12, 3])).toBe('au moins 12');
		expect(sumSaid([12, 0])).toBe('12');
		expect(sumSaid([2, 1])).toBe('moins de\u00a05');
		expect(sumSaid([3, 3])).toBe('moins de\u00a010');
	});
});

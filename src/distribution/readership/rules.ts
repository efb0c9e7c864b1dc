import { number } from '#kernel/text.ts';
import type { Channel, Masked, PageView } from './page-view.ts';

/** Under this, a number could tell who it is. */
export const leastShown = 5;

/** A number of people as it may be said: null when there are fewer than five of them, none included. */
export const masked = (value: number): Masked => (value < leastShown ? null : value);

export const maskedLabel = `moins de\u00a0${leastShown}`;

export const said = (value: Masked): string => (value === null ? maskedLabel : number(value));

/**
 * The sum of numbers of which one alone is masked would give it away: it is then said by what can be seen of it.
 */
export function sumSaid(parts: number[]): string {
	const seen = parts.filter((part) => part >= leastShown).reduce((total, part) => total + part, 0);
	const hidden = parts.filter((part) => part > 0 && part < leastShown).length;
	const whole = parts.reduce((total, part) => total + part, 0);
	if (seen === 0) return whole < leastShown ? maskedLabel : `moins de\u00a0${hidden * leastShown}`;
	return hidden === 0 ? number(seen) : `au moins ${number(seen)}`;
}

type Asked = { route: string | null; params: Record<string, string | undefined>; url: URL };

/** What the links of a letter carry, and those of the feeds. */
const markOf = (url: URL): { channel: Channel; publication: string; number: number } => {
	const [, publication = '', digits = ''] =
		/^([a-z0-9-]{1,80})-([1-9]\d{0,5})$/.exec(url.searchParams.get('n') ?? '') ?? [];
	return { channel: publication ? 'letter' : 'web', publication, number: Number(digits) };
};

/** The page of an issue or of an article that an address shows; undefined for any other page. */
export function viewOf({ route, params, url }: Asked, reads: string): PageView | undefined {
	const mark = markOf(url);
	const structure = url.searchParams.get('structure') ?? reads;
	const own = { publication: params.publication ?? '', number: Number(params.number) };
	switch (route) {
		case '/journaux/[publication]/[number]':
		case '/lettres/[publication]/[number]':
			return { channel: mark.channel, ...own, article: '', structure };
		case '/lettres/[publication]/[number]/[article]':
			return { channel: mark.channel, ...own, article: params.article ?? '', structure };
		case '/articles/[slug]':
			return { ...mark, article: params.slug ?? '', structure: reads };
		case '/flux/[structure]/[slug]':
			return {
				channel: 'feed',
				publication: '',
				number: 0,
				article: params.slug ?? '',
				structure: params.structure ?? ''
			};
		default:
			return undefined;
	}
}

const machines =
	/bot|crawl|spider|slurp|preview|scan|monitor|check|headless|curl|wget|python|java\/|go-http|okhttp|libwww|axios|node|facebookexternalhit|whatsapp|feed|rss/i;

/** Whether a request is that of somebody who reads: not of a program, nor of a browser that fetches ahead. */
export function isReading({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
	const agent = headers.get('user-agent') ?? '';
	const isAhead = /prefetch|preview|prerender/i.test(
		`${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`
	);
	const wantsPage = headers.get('accept')?.includes('text/html') ?? false;
	return method === 'GET' && wantsPage && !isAhead && agent !== '' && !machines.test(agent);
}

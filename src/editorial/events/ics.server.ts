import ical from 'ical-generator';
import type { ArticleSummary, Details } from '#editorial/articles/index.ts';
import { clockTime, dayOf, type Instant } from '#kernel/dates.ts';
import { safeHref } from '#kernel/escaping.ts';
import { typeset } from '#kernel/text.ts';

type Dated = Pick<ArticleSummary, 'id' | 'slug' | 'title' | 'standfirst' | 'publishedAt' | 'updatedAt'> & {
	details: Details['event'];
};

const dayMilliseconds = 86_400_000;
const midnight = '0\u00a0h';

/**
 * An event as iCalendar (RFC 5545), for agents: it says how to join from afar. `only` is one of its dates; all of them
 * without it. Instants are written in UTC, whole days as days of the territory.
 */
export function eventCalendar(article: Dated, origin: string, only?: Instant): string {
	const { place, online, dates } = article.details;
	const url = `${origin}/articles/${article.slug}`;
	const link = online && safeHref(online);
	const calendar = ical({
		name: typeset(article.title),
		prodId: { company: 'Unisson', product: 'agenda', language: 'FR' }
	});
	for (const { start, end } of dates.filter(({ start }) => !only || start === only))
		calendar.createEvent({
			id: `${article.id}-${start.replace(/\W/g, '')}@${new URL(origin).host}`,
			summary: typeset(article.title),
			description: [typeset(article.standfirst), link && `À distance : ${link}`, url].filter(Boolean).join('\n\n'),
			location: place || (link ? 'En ligne' : null),
			url,
			stamp: new Date(article.updatedAt ?? article.publishedAt),
			...timesOf(start, end)
		});
	return calendar.toString();
}

/** A date that begins at midnight and says no hour lasts whole days; its end is then the day after the last. */
function timesOf(start: Instant, end: Instant | null) {
	const isWhole = clockTime(start) === midnight && (!end || clockTime(end) === midnight || dayOf(end) !== dayOf(start));
	if (!isWhole) return { start: new Date(start), end: end ? new Date(end) : null };
	const dayAt = (moment: Instant) => Date.parse(`${dayOf(moment)}T00:00:00Z`);
	return { allDay: true, start: new Date(dayAt(start)), end: new Date(dayAt(end ?? start) + dayMilliseconds) };
}

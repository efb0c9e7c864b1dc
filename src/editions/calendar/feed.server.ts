import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { articleStateLabels, outlets } from '#editorial/articles/index.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { addDays } from '#kernel/days.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { markerLabels, type ArticleEntry, type CalendarDay, type Marker } from './calendar.ts';
import { readDays } from './queries.server.ts';

/** Days told before and after today. */
const past = 60;
const future = 400;

/** What one event of the feed is made of; `at` is an instant, or the first of whole days up to `until`, excluded. */
type Told = {
	uid: string;
	title: string;
	at: string;
	until: string;
	allDay: boolean;
	detail: string;
	href: string | null;
};

/**
 * The calendar of one agent as a file to subscribe to (RFC 5545): what he sees on his screen, in UTC, each event under a
 * name that stays the same whatever becomes of it. `origin` is our public address.
 */
export async function calendarFile(db: Db, actor: AgentActor, origin: string): Promise<string> {
	const today = dayOf(now());
	const { days } = await readDays(db, actor, addDays(today, -past), addDays(today, future));
	const host = new URL(origin).hostname;
	const calendar = ical({
		name: 'Unisson, calendrier de la rédaction',
		description: 'Parutions, numéros, événements et repères de toutes les structures.',
		prodId: { company: 'Unisson', product: 'Calendrier', language: 'FR' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	for (const { uid, title, at, until, allDay, detail, href } of told(days))
		calendar.createEvent({
			id: `${uid}@${host}`,
			start: allDay ? `${at}T00:00:00` : at,
			end: allDay ? `${until}T00:00:00` : until,
			allDay,
			stamp: now(),
			summary: title,
			description: detail,
			transparency: ICalEventTransparency.TRANSPARENT,
			...(href ? { url: origin + href } : {})
		});
	return calendar.toString();
}

const halfAnHour = (at: string) => new Date(Date.parse(at) + 1_800_000).toISOString();

function told(days: CalendarDay[]): Told[] {
	const marks = new Map(days.flatMap(({ markers }) => markers.map((mark) => [markName(mark), mark] as const)));
	const onDays = days.flatMap(({ day, articles, issues, events }): Told[] => [
		...articles.map(articleTold),
		...issues.map(({ id, publication, title, href }) => ({
			...{ uid: `numero-${id}`, title: `${publication} : ${title}`, href },
			...{ at: day, until: addDays(day, 1), allDay: true, detail: 'Numéro' }
		})),
		...events.map(({ id, title, startAt, place, href }) => ({
			...{
				uid: `date-${id}-${startAt.replace(/\D/g, '')}`,
				title,
				href,
				detail: ['Événement', place].filter(Boolean).join(', ')
			},
			...{ at: startAt, until: halfAnHour(startAt), allDay: false }
		}))
	]);
	const marked = [...marks].map(([uid, { kind, title, startOn, endOn }]) => ({
		...{ uid, title: `${markerLabels[kind]} : ${title}`, at: startOn, until: addDays(endOn, 1) },
		...{ allDay: true, detail: '', href: null }
	}));
	return [...marked, ...onDays];
}

const markName = ({ id, kind, startOn, structureId }: Marker): string =>
	id ? `repere-${id}` : `${kind}-${startOn}${structureId ? `-${structureId}` : ''}`;

function articleTold({ id, title, at, state, section, outlets: ways, writer, href }: ArticleEntry): Told {
	const detail = [
		`${articleStateLabels[state]}, ${section.name}`,
		ways.map((way) => outlets[way].label).join(', '),
		writer ? `Écrit par ${writer.name}` : ''
	];
	return {
		...{ uid: `article-${id}`, title, href, at: at!, until: halfAnHour(at!), allDay: false },
		detail: detail.filter(Boolean).join('\n')
	};
}

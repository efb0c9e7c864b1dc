import {
	findPlanned,
	listOverdue,
	listPlanned,
	listPlannedDates,
	listUndated,
	type PlannedArticle,
	type Span
} from '#editorial/articles/index.server.ts';
import { listPlannedIssues } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { listElectionPeriods } from '#foundation/elections/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { dayOf, endOfDay, instantFromLocal, type Day } from '#kernel/dates.ts';
import { addDays, mondayOf } from '#kernel/days.ts';
import { holidaysOf } from '#kernel/holidays.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Calendar, CalendarDay, CalendarFilter, CloseSubject, Marker, View } from './calendar.ts';
import { canReadCalendar } from './can.ts';
import { entryOf, eventEntry, hrefOf, isFor, issueEntry, keeps, keepsDate, keepsIssue } from './entries.ts';
import { listMarkers } from './markers.server.ts';
import { closeSubjects, closeWithin, daysShown, loadOf, usualLoad } from './rules.ts';

/** The whole days from `first` to `last`, last included. */
const spanOf = (first: Day, last: Day): Span => ({ from: instantFromLocal(first)!, to: after(endOfDay(last)) });
const after = (at: string) => new Date(Date.parse(at) + 1).toISOString();

type Asked = { view: View; day: Day; filter?: CalendarFilter; most?: number };

/**
 * What all structures prepare and say around a day, as one screen shows it. Load and close subjects are counted on
 * everything, whatever the filter: they are about the others.
 */
export async function getCalendar(
	db: Db,
	actor: Actor,
	{ view, day, filter = {}, most = usualLoad }: Asked
): Promise<Calendar> {
	const days = daysShown(view, day);
	const content = await readDays(db, actor, days[0]!, days.at(-1)!, filter);
	const entries = content.all;
	const [undated, overdue] = [await listUndated(db, actor), await listOverdue(db, actor)];
	const sections = await sectionNames(db);
	const shown = (articles: PlannedArticle[]) =>
		articles.filter((article) => keeps(filter, article)).map((article) => entryOf(article, sections, []));
	const dated = entries.filter(({ at }) => days.includes(dayOf(at!)));
	const mondays = [...new Set(days.map(mondayOf))];
	return {
		view,
		days: content.days,
		undated: shown(undated),
		overdue: shown(overdue),
		load: loadOf(
			dated.map(({ writer, at, isLate }) => ({ writer, isLate, day: dayOf(at!) })),
			mondays,
			most
		)
	};
}

/** Every day from `first` to `last` with what falls on it; `all` holds the articles before the filter, and some around. */
export async function readDays(
	db: Db,
	actor: Actor,
	first: Day,
	last: Day,
	filter: CalendarFilter = {}
): Promise<{ days: CalendarDay[]; all: PlannedArticle[] }> {
	if (!canReadCalendar(actor)) return { days: [], all: [] };
	const all = await listPlanned(db, actor, spanOf(addDays(first, -closeWithin), addDays(last, closeWithin)));
	const close = closeOf(all);
	const sections = await sectionNames(db);
	const [issues, events, markers] = [
		await listPlannedIssues(db, actor, first, last),
		await listPlannedDates(db, actor, spanOf(first, last)),
		await marksOf(db, actor, first, last)
	];
	const articles = all
		.filter((article) => keeps(filter, article))
		.map((article) => entryOf(article, sections, close.get(article.id) ?? []));
	const days: CalendarDay[] = [];
	for (let day = first; day <= last; day = addDays(day, 1))
		days.push({
			day,
			markers: markers.filter((mark) => mark.startOn <= day && day <= mark.endOn && isFor(filter, mark)),
			issues: issues.filter((issue) => issue.date === day && keepsIssue(filter, issue)).map(issueEntry),
			events: events.filter((one) => dayOf(one.startAt) === day && keepsDate(filter, one)).map(eventEntry),
			articles: articles.filter(({ at }) => dayOf(at!) === day)
		});
	return { days, all };
}

/**
 * Articles of the same section within seven days of one, whatever the structure: for the panel of its editor. Empty while
 * it has no date.
 */
export async function listCloseSubjects(db: Db, actor: Actor, articleId: string): Promise<CloseSubject[]> {
	const article = await findPlanned(db, actor, articleId);
	if (!article?.at) return [];
	const day = dayOf(article.at);
	const around = await listPlanned(db, actor, spanOf(addDays(day, -closeWithin), addDays(day, closeWithin)));
	return closeOf(around).get(articleId) ?? [];
}

function closeOf(articles: PlannedArticle[]): Map<string, CloseSubject[]> {
	const placed = articles.map((article) => ({
		...article,
		day: dayOf(article.at!),
		isPublished: article.state === 'published'
	}));
	const told = [...closeSubjects(placed)].map(
		([id, others]) =>
			[
				id,
				others.map((other) => ({
					id: other.id,
					title: other.title,
					day: other.day,
					voices: other.voices,
					href: hrefOf(other)
				}))
			] as const
	);
	return new Map(told);
}

const sectionNames = async (db: Db): Promise<Map<string, string>> =>
	new Map((await listSections(db)).map(({ id, name }) => [id, name]));

/** Written marks, then what the law and the almanac say. */
async function marksOf(db: Db, actor: Actor, first: Day, last: Day): Promise<Marker[]> {
	const years = [...new Set([first.slice(0, 4), last.slice(0, 4)])].map(Number);
	const holidays = years
		.flatMap((year) => [...holidaysOf(year)])
		.filter(([day]) => first <= day && day <= last)
		.map(([day, name]) => mark('holiday', name, day, day, null));
	const elections = (await listElectionPeriods(db))
		.filter(({ startOn, endOn }) => startOn <= last && endOn >= first)
		.map(({ title, startOn, endOn, structureId }) => mark('election', title, startOn, endOn, structureId));
	return [...holidays, ...elections, ...(await listMarkers(db, actor, first, last))];
}

const mark = (kind: Marker['kind'], title: string, startOn: Day, endOn: Day, structureId: string | null): Marker => ({
	...{ id: '', kind, title, startOn, endOn, structureId },
	isImported: false
});

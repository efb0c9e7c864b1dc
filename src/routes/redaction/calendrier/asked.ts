import { articleStateLabels, outletNames, type ArticleState, type Outlet } from '#editorial/articles/index.ts';
import { usualLoad, type CalendarFilter, type View } from '#editions/calendar/index.ts';
import type { Day } from '#kernel/dates.ts';
import { isDay } from '#kernel/days.ts';

/** What an address of the calendar says, in words that a person can read and keep. */
export type Asked = {
	view: View;
	day: Day;
	/** Slugs and words, empty when all are wanted. */
	structure: string;
	section: string;
	state: ArticleState | '';
	outlet: Outlet | '';
	/** Articles by person and week before it is said that it is much. */
	most: number;
};

/** What cannot be read counts as not said. */
export function readAsked(params: URLSearchParams, today: Day): Asked {
	const said = (name: string) => params.get(name) ?? '';
	const state = said('etat');
	const outlet = outletNames.find((name) => name === said('canal')) ?? '';
	const most = Number(said('seuil'));
	return {
		view: said('vue') === 'mois' ? 'month' : 'week',
		day: isDay(said('jour')) ? said('jour') : today,
		structure: said('structure'),
		section: said('rubrique'),
		state: state in articleStateLabels ? (state as ArticleState) : '',
		outlet,
		most: Number.isInteger(most) && most > 0 && most < 100 ? most : usualLoad
	};
}

/** The address of a calendar, with only what is not as usual. */
export function addressOf(asked: Asked, change: Partial<Asked> = {}, more: Record<string, string> = {}): string {
	const { view, day, structure, section, state, outlet, most } = { ...asked, ...change };
	const said = {
		...{ vue: view === 'month' ? 'mois' : '', jour: day, structure, rubrique: section, etat: state, canal: outlet },
		...{ seuil: most === usualLoad ? '' : String(most), ...more }
	};
	return `/redaction/calendrier?${new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))}`;
}

type Named = { id: string; slug: string };

/** The same filter by ids; a slug that nobody has leaves everything. */
export function filterOf(asked: Asked, structures: Named[], sections: Named[]): CalendarFilter {
	const idOf = (list: Named[], slug: string) => list.find((one) => one.slug === slug)?.id;
	const [structure, section] = [idOf(structures, asked.structure), idOf(sections, asked.section)];
	return {
		...(structure ? { structure } : {}),
		...(section ? { section } : {}),
		...(asked.state ? { state: asked.state } : {}),
		...(asked.outlet ? { outlet: asked.outlet } : {})
	};
}

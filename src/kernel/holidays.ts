import type { Day } from './dates.ts';

/**
 * Easter Sunday of a year of the Gregorian calendar, by the computation of Meeus, Jones and Butcher (Astronomical
 * Algorithms, chapter 8).
 */
export function easterOf(year: number): Day {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const yearOfCentury = year % 100;
	const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
	const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
	const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
	const sum = epact + weekday - 7 * shift + 114;
	return new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1)).toISOString().slice(0, 10);
}

const daysAfter = (day: Day, days: number): Day =>
	new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The public holidays of a year in France, by day, in order, as article L. 3133-1 of the labour code lists them (those
 * that Alsace, Moselle and the overseas territories add are left out).
 */
export function holidaysOf(year: number): Map<Day, string> {
	const easter = easterOf(year);
	const days: [Day, string][] = [
		[`${year}-01-01`, 'Jour de l’an'],
		[daysAfter(easter, 1), 'Lundi de Pâques'],
		[`${year}-05-01`, 'Fête du Travail'],
		[`${year}-05-08`, 'Victoire de 1945'],
		[daysAfter(easter, 39), 'Ascension'],
		[daysAfter(easter, 50), 'Lundi de Pentecôte'],
		[`${year}-07-14`, 'Fête nationale'],
		[`${year}-08-15`, 'Assomption'],
		[`${year}-11-01`, 'Toussaint'],
		[`${year}-11-11`, 'Armistice de 1918'],
		[`${year}-12-25`, 'Noël']
	];
	// 1 or 8 May can be Ascension Day: both names are true.
	const named = new Map<Day, string>();
	for (const [day, name] of days.sort(([a], [b]) => (a < b ? -1 : 1)))
		named.set(day, named.has(day) ? `${named.get(day)}, ${name}` : name);
	return named;
}

const years = new Map<number, Map<Day, string>>();

/** The name of the public holiday that a day is; undefined for any other day. */
export function holidayOn(day: Day): string | undefined {
	const year = Number(day.slice(0, 4));
	let known = years.get(year);
	if (!known) years.set(year, (known = holidaysOf(year)));
	return known.get(day);
}

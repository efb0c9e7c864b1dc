import { dayOf, instantFromLocal, plainDay, type Day } from '#kernel/dates.ts';
import { addDays, isDay, wallTime } from '#kernel/days.ts';

/** An event of a calendar file: what we keep of a VEVENT. `uid` also tells apart the moved dates of a series. */
export type IcsEvent = { uid: string; title: string; startOn: Day; endOn: Day; isSeries: boolean };

/** What could be read, and a sentence for each event that could not. */
export type IcsReading = { events: IcsEvent[]; faults: string[] };

/**
 * Reads a calendar file (RFC 5545) as software of councils writes it: folded lines, any end of line, dates or instants in
 * any zone, missing ends. Cancelled events are left out. Of a series, the first date is kept.
 */
export function readIcs(text: string): IcsReading {
	const reading: IcsReading = { events: [], faults: [] };
	const lines = text
		.replace(/^\u{feff}/u, '')
		.replace(/\r\n?|\n/g, '\n')
		.replace(/\n[ \t]/g, '')
		.split('\n');
	let properties: Map<string, string> | undefined;
	let inside = 0;
	for (const line of lines) {
		if (/^BEGIN:VEVENT\s*$/i.test(line)) properties = new Map();
		else if (/^END:VEVENT\s*$/i.test(line)) {
			if (properties) take(properties, reading);
			properties = undefined;
		} else if (properties && /^BEGIN:/i.test(line)) inside += 1;
		else if (properties && /^END:/i.test(line)) inside -= 1;
		else if (properties && inside === 0) keep(properties, line);
	}
	return reading;
}

/** `NAME;PARAMETERS:VALUE`, where a parameter in quotes may hold a colon. The first of a name counts. */
function keep(properties: Map<string, string>, line: string): void {
	const match = /^([A-Za-z0-9-]+)(?:;[^":]*(?:"[^"]*"[^":]*)*)?:(.*)$/.exec(line);
	const name = match?.[1]?.toUpperCase();
	if (match && name && !properties.has(name)) properties.set(name, match[2] ?? '');
}

function take(properties: Map<string, string>, { events, faults }: IcsReading): void {
	if (properties.get('STATUS')?.trim().toUpperCase() === 'CANCELLED') return;
	const title = plain(properties.get('SUMMARY') ?? '');
	const start = momentOf(properties.get('DTSTART'));
	if (!start) return void faults.push(`« ${title || 'Sans titre'} » n’a pas de date lisible.`);
	if (!title) return void faults.push(`Un événement du ${plainDay(start.day)} n’a pas de titre.`);
	const uid = properties.get('UID')?.trim();
	if (!uid) return void faults.push(`« ${title} » n’a pas d’identifiant : il ne pourrait pas être mis à jour.`);
	const one = properties.get('RECURRENCE-ID')?.trim();
	events.push({
		uid: one ? `${uid}/${one}` : uid,
		title,
		startOn: start.day,
		endOn: lastDay(start, momentOf(properties.get('DTEND'))),
		isSeries: properties.has('RRULE')
	});
}

type Moment = { day: Day; hasTime: boolean; isMidnight: boolean };

/** A day, or the day of the territory on which an instant falls; a time in a named zone is taken as the clocks show it. */
function momentOf(value: string | undefined): Moment | undefined {
	const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?(Z)?)?$/i.exec(value?.trim() ?? '');
	if (!match) return undefined;
	const day = `${match[1]}-${match[2]}-${match[3]}`;
	if (!isDay(day)) return undefined;
	if (match[4] === undefined) return { day, hasTime: false, isMidnight: true };
	const at = match[6] && instantFromLocal(`${day}T${match[4]}:${match[5]}Z`);
	const time = at ? wallTime(at) : `${match[4]}:${match[5]}`;
	return { day: at ? dayOf(at) : day, hasTime: true, isMidnight: time === '00:00' };
}

/** The end of whole days is the day after the last one (RFC 5545 §3.6.1); so is an end at midnight. */
function lastDay(start: Moment, end: Moment | undefined): Day {
	if (!end || end.day <= start.day) return start.day;
	return !end.hasTime || end.isMidnight ? addDays(end.day, -1) : end.day;
}

const plain = (text: string): string =>
	text
		.replace(/\\n/gi, ' ')
		.replace(/\\([\\,;])/g, '$1')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 200);

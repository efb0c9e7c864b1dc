import { describe, expect, it } from 'vitest';
import { usualQuietHours } from './quiet.ts';
import { lastAppointment } from './rhythm.ts';
import { isDigestDue, type Addressee } from './rules.ts';

const tuesday = '2026-11-24T09:00:00.000Z';
const waiting = (ats: string[], more: Partial<Addressee> = {}): Addressee => ({
	notices: ats.map((at) => ({ at, isUrgent: false })),
	lastMailedAt: null,
	quiet: usualQuietHours,
	rhythm: { mail: 'grouped', hour: 8, weekday: 1 },
	...more
});

describe('a grouped mail', () => {
	it('waits five minutes for what happens together', () => {
		expect(isDigestDue(waiting(['2026-11-24T08:56:00.000Z']), tuesday)).toBe(false);
		expect(isDigestDue(waiting(['2026-11-24T08:55:00.000Z', '2026-11-24T08:59:00.000Z']), tuesday)).toBe(true);
	});

	it('leaves an hour after the one before', () => {
		const settled = ['2026-11-24T08:30:00.000Z'];
		expect(isDigestDue(waiting(settled, { lastMailedAt: '2026-11-24T08:01:00.000Z' }), tuesday)).toBe(false);
		expect(isDigestDue(waiting(settled, { lastMailedAt: '2026-11-24T08:00:00.000Z' }), tuesday)).toBe(true);
	});

	it('leaves at no hour of rest, unless it is urgent', () => {
		const [sunday, night] = ['2026-11-22T10:00:00.000Z', '2026-11-24T19:00:00.000Z'];
		const old = waiting(['2026-11-20T10:00:00.000Z']);
		expect([sunday, night, '2026-12-25T10:00:00.000Z'].map((at) => isDigestDue(old, at))).toEqual([
			false,
			false,
			false
		]);
		const urgent = { ...old, notices: [...old.notices, { at: sunday, isUrgent: true }] };
		expect(isDigestDue(urgent, sunday)).toBe(true);
	});
});

describe('a mail at a moment that one chose', () => {
	const daily = { mail: 'daily', hour: 8, weekday: 1 } as const;
	const weekly = { mail: 'weekly', hour: 16, weekday: 5 } as const;

	it.each([
		['2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z', '2026-11-20T15:00:00.000Z'],
		['2026-11-24T06:59:59.000Z', '2026-11-23T07:00:00.000Z', '2026-11-20T15:00:00.000Z'],
		// A Sunday: the day before the week-end.
		['2026-11-22T12:00:00.000Z', '2026-11-20T07:00:00.000Z', '2026-11-20T15:00:00.000Z'],
		// Christmas is a Friday: the weekly moment is on Monday, and the daily one is not made up for.
		['2026-12-25T16:00:00.000Z', '2026-12-24T07:00:00.000Z', '2026-12-18T15:00:00.000Z'],
		['2026-12-28T15:00:00.000Z', '2026-12-28T07:00:00.000Z', '2026-12-28T15:00:00.000Z'],
		// The clocks went forward on Sunday 28 March 2027, and Easter Monday follows.
		['2027-03-30T06:00:00.000Z', '2027-03-30T06:00:00.000Z', '2027-03-26T15:00:00.000Z']
	])('at %s was last at %s, or in the week at %s', (at, day, week) => {
		expect(lastAppointment(at, daily)).toBe(day);
		expect(lastAppointment(at, weekly)).toBe(week);
	});

	it('takes what was there by then, once, and what is urgent at once', () => {
		const of = (at: string, more: Partial<Addressee> = {}) => waiting([at], { rhythm: daily, ...more });
		const [before, eight, later] = ['2026-11-23T18:00:00.000Z', '2026-11-24T07:00:00.000Z', tuesday];
		expect(isDigestDue(of(before), '2026-11-24T06:59:00.000Z')).toBe(false);
		expect(isDigestDue(of(before), eight)).toBe(true);
		expect(isDigestDue(of(before, { lastMailedAt: eight }), later)).toBe(false);
		expect(isDigestDue(of('2026-11-24T07:00:01.000Z'), later)).toBe(false);
		const urgent = { ...of(later), notices: [{ at: later, isUrgent: true }] };
		expect(isDigestDue(urgent, later)).toBe(true);
	});

	it('waits for the end of hours of rest that came to cover it', () => {
		const early = waiting(['2026-11-23T18:00:00.000Z'], { rhythm: { ...daily, hour: 6 } });
		expect(isDigestDue(early, '2026-11-24T05:30:00.000Z')).toBe(false);
		expect(isDigestDue(early, '2026-11-24T06:00:00.000Z')).toBe(true);
	});
});

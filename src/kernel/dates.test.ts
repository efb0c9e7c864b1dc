import { describe, expect, it } from 'vitest';
import { ago, clockTime, dayOf, endOfDay, instantFromLocal, longDay } from './dates.ts';

describe('instantFromLocal', () => {
	it.each([
		['2026-11-19T07:30', '2026-11-19T06:30:00.000Z'],
		['2026-07-14 09:00', '2026-07-14T07:00:00.000Z'],
		['2026-11-19', '2026-11-18T23:00:00.000Z'],
		['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
		['2026-11-19T07:30:15+01:00', '2026-11-19T06:30:15.000Z'],
		['2026-11-19T07:30Z', '2026-11-19T07:30:00.000Z']
	])('reads %s in the time of Paris', (text, instant) => expect(instantFromLocal(text)).toBe(instant));

	it.each(['demain', '19/11/2026', '2026-13-01', ''])('refuses “%s”', (text) =>
		expect(instantFromLocal(text)).toBeUndefined()
	);
});

it('ends a day at its last millisecond, also when clocks change', () => {
	expect(endOfDay('2026-11-19')).toBe('2026-11-19T22:59:59.999Z');
	expect(endOfDay('2026-10-25')).toBe('2026-10-25T22:59:59.999Z');
	expect(dayOf('2026-11-18T23:30:00.000Z')).toBe('2026-11-19');
});

it('says dates as they are said', () => {
	expect(longDay('2026-12-01')).toBe('mardi 1er décembre 2026');
	expect(clockTime('2026-11-26T07:30:00.000Z')).toBe('8\u00a0h\u00a030');
	expect(clockTime('2026-11-26T13:00:00.000Z')).toBe('14\u00a0h');
});

it('says how long ago, then the day', () => {
	const now = '2026-11-21T12:00:00.000Z';
	expect(ago('2026-11-21T11:59:40.000Z', now)).toBe('à l’instant');
	expect(ago('2026-11-21T09:00:00.000Z', now)).toBe('il y a 3\u00a0h');
	expect(ago('2026-11-20T22:00:00.000Z', now)).toBe('hier');
	expect(ago('2026-11-17T09:00:00.000Z', now)).toBe('mardi 17 novembre');
	expect(ago('2025-11-17T09:00:00.000Z', now)).toBe('17 novembre 2025');
});

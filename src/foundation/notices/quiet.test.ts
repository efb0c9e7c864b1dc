import { describe, expect, it } from 'vitest';
import { instantFromLocal } from '#kernel/dates.ts';
import { mayMailAt, nextMailing } from './quiet.ts';

const local = (text: string) => instantFromLocal(text)!;

describe('quiet hours', () => {
	it.each([
		['2026-11-23T07:00', true],
		['2026-11-23T06:59', false],
		['2026-11-23T19:59', true],
		['2026-11-23T20:00', false],
		['2026-11-21T10:00', false],
		['2026-11-22T10:00', false],
		['2026-11-11T10:00', false],
		['2027-03-29T10:00', false],
		['2027-05-06T10:00', false]
	])('at %s: %s', (at, may) => expect(mayMailAt(local(at))).toBe(may));

	it('keeps to the clock on the wall on the days when it changes', () => {
		expect(mayMailAt('2027-03-26T06:00:00.000Z')).toBe(true); // Friday before summer time: 7 h
		expect(mayMailAt('2027-03-30T05:00:00.000Z')).toBe(true); // Tuesday after it: 7 h too
		expect(mayMailAt('2027-03-30T04:59:00.000Z')).toBe(false);
		expect(mayMailAt('2026-10-26T05:59:00.000Z')).toBe(false); // Monday after winter time: 6 h 59
		expect(mayMailAt('2026-10-26T06:00:00.000Z')).toBe(true);
	});

	it('waits for the next opening', () => {
		expect(nextMailing(local('2026-11-20T14:12'))).toBe(local('2026-11-20T14:12'));
		expect(nextMailing(local('2026-11-20T20:30'))).toBe(local('2026-11-23T07:00'));
		expect(nextMailing(local('2026-12-24T21:00'))).toBe(local('2026-12-28T07:00'));
		expect(nextMailing(local('2026-10-24T09:00'))).toBe(local('2026-10-26T07:00'));
	});

	it('takes the hours that somebody chose', () => {
		expect(mayMailAt(local('2026-11-23T18:30'), { from: 18, to: 9 })).toBe(false);
		expect(mayMailAt(local('2026-11-23T12:30'), { from: 12, to: 14 })).toBe(false);
		expect(mayMailAt(local('2026-11-23T14:00'), { from: 12, to: 14 })).toBe(true);
	});
});

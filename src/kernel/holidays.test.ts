import { describe, expect, it } from 'vitest';
import { easterOf, holidayOn, holidaysOf } from './holidays.ts';

describe('public holidays', () => {
	it.each([
		[1961, '1961-04-02'],
		[2000, '2000-04-23'],
		[2008, '2008-03-23'],
		[2024, '2024-03-31'],
		[2026, '2026-04-05'],
		[2027, '2027-03-28'],
		[2038, '2038-04-25']
	])('knows Easter of %i', (year, day) => expect(easterOf(year)).toBe(day));

	it('lists the eleven of a year, in order', () => {
		const days = [...holidaysOf(2027).keys()];
		expect(days).toHaveLength(11);
		expect(days).toEqual([...days].sort());
		expect(days).toEqual(expect.arrayContaining(['2027-03-29', '2027-05-06', '2027-05-17']));
	});

	it('gives both names to a day that is two', () => {
		expect(holidaysOf(2008).get('2008-05-01')).toMatch(/Fête du Travail|Ascension/);
		expect(holidaysOf(2008)).toHaveProperty('size', 10);
		expect(holidayOn('2008-05-01')).toContain('Ascension');
	});

	it('says nothing of any other day', () => expect(holidayOn('2026-11-12')).toBeUndefined());
});

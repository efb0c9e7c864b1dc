import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isDay, isoWeekOf, monthOf, wallTime, weekOf } from './days.ts';

describe('days', () => {
	it('follow each other over the change of hour, the end of a month and a leap year', () => {
		expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
	});

	it('belong to ISO weeks, whose year is not always that of the day', () => {
		expect(isoWeekOf('2026-11-22')).toEqual({ year: 2026, week: 47 });
		expect(isoWeekOf('2026-11-23')).toEqual({ year: 2026, week: 48 });
		expect(isoWeekOf('2027-01-01')).toEqual({ year: 2026, week: 53 });
		expect(isoWeekOf('2024-12-30')).toEqual({ year: 2025, week: 1 });
	});

	it('make weeks from Monday, and months of whole weeks', () => {
		expect(weekOf('2026-11-22')).toEqual([
			...['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']
		]);
		const november = monthOf('2026-11-22');
		expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
		expect(monthOf('2027-02-10')).toHaveLength(28);
	});

	it('lead to the first of another month', () => {
		expect(addMonths('2026-12-31', 1)).toBe('2027-01-01');
		expect(addMonths('2026-01-31', -1)).toBe('2025-12-01');
	});

	it('exist or not', () => {
		expect(['2026-02-28', '2026-02-30', '2026-2-3', ''].map(isDay)).toEqual([true, false, false, false]);
	});

	it('have clocks that show summer and winter time', () => {
		expect(wallTime('2026-07-01T06:30:00.000Z')).toBe('08:30');
		expect(wallTime('2026-12-01T06:30:00.000Z')).toBe('07:30');
	});
});

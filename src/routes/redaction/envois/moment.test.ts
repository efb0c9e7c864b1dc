import { describe, expect, it } from 'vitest';
import type { Publication, Rhythm } from '#editions/publications/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { instantOf, usualMoment } from './moment.ts';

const titleOf = (rhythm: Rhythm | null) => ({ settings: { rhythm } as Publication['settings'] });
const thursdays: Rhythm = { every: 'week', weekday: 4, hour: 9 };
const friday = instantFromLocal('2026-11-27T20:47')!;

describe('when a mailing leaves', () => {
	it('is on the day of its cover, at the hour of its title', () => {
		expect(usualMoment({ date: '2026-12-03' }, titleOf(thursdays), friday)).toMatchObject({
			day: '2026-12-03',
			time: '09:00'
		});
	});

	it('is the next day of its rhythm when the cover is past, and never behind us', () => {
		expect(usualMoment({ date: '2026-11-26' }, titleOf(thursdays), friday).day).toBe('2026-12-03');
		expect(usualMoment({ date: '2026-11-27' }, titleOf(null), friday)).toMatchObject({
			day: '2026-11-28',
			time: '10:00'
		});
	});

	it('is what was typed, by the clock of the territory', () => {
		expect(instantOf({ when: 'later', day: '2026-12-03', time: '09:00' })).toBe('2026-12-03T08:00:00.000Z');
		expect(instantOf({ when: 'now', day: '2026-12-03', time: '09:00' })).toBeUndefined();
		expect(() => instantOf({ when: 'later', day: '', time: '09:00' })).toThrow(Invalid);
	});
});

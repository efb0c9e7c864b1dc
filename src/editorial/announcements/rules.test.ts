import { expect, it } from 'vitest';
import { isLate, stageOf } from './rules.ts';

const due = '2026-12-01';

it.each([
	['2026-11-20T09:00:00.000Z', 'ask'],
	['2026-11-28T22:59:59.999Z', 'ask'],
	['2026-11-28T23:00:00.000Z', 'soon'],
	['2026-12-01T22:59:59.999Z', 'soon'],
	['2026-12-01T23:00:00.000Z', 'late'],
	['2026-12-09T09:00:00.000Z', 'late'],
	['2027-02-01T09:00:00.000Z', undefined]
])('at %s, says %s', (at, stage) => expect(stageOf(due, at)).toBe(stage));

it('is late from the day after, by the clock of the territory', () => {
	expect(isLate(due, '2026-12-01T22:30:00.000Z')).toBe(false);
	expect(isLate(due, '2026-12-01T23:30:00.000Z')).toBe(true);
});

import { expect, it } from 'vitest';
import { isReminderDue, reminderAt, stateFor } from './rules.ts';

it('gives a place while there is one, and lets nobody pass in front of those who wait', () => {
	expect(stateFor(12, 11, 0)).toBe('registered');
	expect(stateFor(12, 12, 0)).toBe('waiting');
	expect(stateFor(12, 11, 2)).toBe('waiting');
});

it('reminds the day before at nine, by the clock of the territory', () => {
	expect(reminderAt('2026-11-26T07:30:00.000Z')).toBe('2026-11-25T08:00:00.000Z');
	expect(reminderAt('2026-10-25T23:30:00.000Z')).toBe('2026-10-25T08:00:00.000Z');
});

it.each([
	['2026-11-25T07:59:00.000Z', '2026-11-01T08:00:00.000Z', false],
	['2026-11-25T08:00:00.000Z', '2026-11-01T08:00:00.000Z', true],
	['2026-11-26T07:29:00.000Z', '2026-11-01T08:00:00.000Z', true],
	['2026-11-26T07:30:00.000Z', '2026-11-01T08:00:00.000Z', false],
	['2026-11-25T18:00:00.000Z', '2026-11-25T17:00:00.000Z', false]
])('at %s, who registered at %s: %s', (at, since, due) =>
	expect(isReminderDue('2026-11-26T07:30:00.000Z', since, at)).toBe(due)
);

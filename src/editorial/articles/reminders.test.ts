import { describe, expect, it } from 'vitest';
import { expiryStage, reminderStage } from './reminders.ts';

describe('reminders to review', () => {
	const stage = (today: string) => reminderStage('2026-12-11', today);

	it('come a week before, on the day, and a week after for who leads the section', () => {
		expect(['2026-12-03', '2026-12-04', '2026-12-10'].map(stage)).toEqual([undefined, 'soon', 'soon']);
		expect(['2026-12-11', '2026-12-17', '2026-12-18'].map(stage)).toEqual(['due', 'due', 'late']);
	});

	it('say after a stop only what is true, and forget what nobody cared for', () => {
		expect([stage('2027-02-09'), stage('2027-02-10')]).toEqual(['late', undefined]);
	});

	it('do not say that an article is gone on its last day', () => {
		const lastInstant = '2026-12-11T22:59:59.999Z';
		expect(expiryStage(lastInstant, '2026-12-11T08:00:00.000Z')).toBe('soon');
		expect(expiryStage(lastInstant, '2026-12-11T23:00:00.000Z')).toBe('due');
		expect(expiryStage(lastInstant, '2026-12-20T08:00:00.000Z')).toBeUndefined();
	});
});

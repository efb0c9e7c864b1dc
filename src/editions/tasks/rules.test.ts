import { describe, expect, it } from 'vitest';
import { inOrder, isPast } from './rules.ts';
import type { Task } from './task.ts';

const task = (title: string, dueAt: string | null, more: Partial<Task> = {}): Task => ({
	...{ kind: 'review', title, detail: '', href: '/', dueAt, isLate: false, voices: [] },
	...more
});

describe('what is to be done', () => {
	it('comes with the late first, then by date, then what nothing presses', () => {
		const tasks = [
			task('sans date', null, { kind: 'returned' }),
			task('demain', '2026-11-25'),
			task('ce soir', '2026-11-24T18:00:00.000Z', { kind: 'decide' }),
			task('en retard', '2026-11-20', { isLate: true }),
			task('à décider', null, { kind: 'decide' })
		];
		const titles = inOrder(tasks).map(({ title }) => title);
		expect(titles).toEqual(['en retard', 'ce soir', 'demain', 'à décider', 'sans date']);
	});

	it('is late after its day, or after its moment', () => {
		const noon = '2026-11-24T12:00:00.000Z';
		expect([isPast('2026-11-24', noon), isPast('2026-11-23', noon)]).toEqual([false, true]);
		expect([isPast('2026-11-24T11:59:00.000Z', noon), isPast(null, noon)]).toEqual([true, false]);
	});
});

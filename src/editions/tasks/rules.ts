import { dayOf, type Day, type Instant } from '#kernel/dates.ts';
import { taskKinds, type Task } from './task.ts';

/** Whether a moment has passed; a day passes at its end. */
export const isPast = (due: Instant | Day | null, at: Instant): boolean =>
	due !== null && (due.length === 10 ? due < dayOf(at) : due < at);

/** Late ones first, the longest late before; then what has a date, soonest first; then the rest by kind. */
export function inOrder(tasks: Task[]): Task[] {
	const rank = ({ isLate, dueAt }: Task) => (isLate ? 0 : dueAt ? 1 : 2);
	return tasks.toSorted(
		(a, b) =>
			rank(a) - rank(b) ||
			(a.dueAt ?? '').localeCompare(b.dueAt ?? '') ||
			taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind)
	);
}

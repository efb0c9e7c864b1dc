import { validationStateLabels, type Pending, type Validation } from '#foundation/validation/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { between } from '#kernel/durations.ts';
import { clockTime, shortDay } from '#kernel/dates.ts';

/** A line of what waits for somebody. */
export const pendingLine = ({ step, validation, isLate }: Pending, at: Instant) => ({
	id: validation.id,
	stepId: step.id,
	title: validation.title,
	voices: [step.structureId],
	by: validation.openedBy?.name ?? 'la rédaction',
	openedAt: step.openedAt ?? validation.openedAt,
	label: step.label,
	isLate,
	due: !step.dueAt
		? ''
		: isLate
			? `En retard de ${between(step.dueAt, at)}`
			: `Avant ${shortDay(step.dueAt)}, ${clockTime(step.dueAt)}`
});

/** A line of what was asked or decided, with where it stands. */
export const validationLine = ({ id, title, state, steps, openedAt, closedAt }: Validation) => ({
	id,
	title,
	state: validationStateLabels[state],
	isReturned: state === 'returned',
	isRunning: state === 'running',
	voices: [...new Set(steps.map(({ structureId }) => structureId))],
	at: closedAt ?? openedAt,
	waitsFor:
		state === 'running'
			? [
					...new Set(
						steps.filter((step) => step.state === 'open').flatMap(({ people }) => people.map(({ name }) => name))
					)
				]
			: []
});

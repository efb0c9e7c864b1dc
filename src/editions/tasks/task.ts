import type { Day, Instant } from '#kernel/dates.ts';

/** Why something waits for somebody, in the order in which a desk looks at it. */
export const taskKinds = [
	'decide',
	'sending',
	'returned',
	'late',
	'request',
	'proposal',
	'remark',
	'closing',
	'review',
	'expiry'
] as const;

export type TaskKind = (typeof taskKinds)[number];

export const taskLabels: Record<TaskKind, string> = {
	decide: 'À décider',
	sending: 'Envoi',
	returned: 'Renvoyé',
	late: 'En retard',
	request: 'Demande',
	proposal: 'Proposition',
	remark: 'Remarque',
	closing: 'Bouclage',
	review: 'À relire',
	expiry: 'Expire bientôt'
};

/** A line of « À faire ». */
export type Task = {
	kind: TaskKind;
	title: string;
	/** More about it, in a few words; may be empty. */
	detail: string;
	href: string;
	/** An instant or a whole day; null when nothing presses. */
	dueAt: Instant | Day | null;
	isLate: boolean;
	/** Structures (ids) that it is about. */
	voices: string[];
};

import { roleLabels } from '#foundation/accounts/index.ts';
import { enumerate } from '#kernel/text.ts';
import type { Approver, StepRule } from './validation.ts';

/** How long somebody has, as one says it: "24 h", "2 jours". Hours. */
export const delayWords = (hours: number): string =>
	hours > 24 && hours % 24 === 0 ? `${hours / 24}\u00a0jours` : `${hours}\u00a0h`;

/** Who decides, as the setting says it. `name` is the person's, where the setting names one. */
export function approverWords({ kind, ...rule }: StepRule['approver'] | Approver, name = ''): string {
	if (kind === 'remit') return 'qui valide dans la grille des territoires';
	if (kind === 'role' && 'role' in rule) return `le rôle «\u202f${roleLabels[rule.role]}\u202f»`;
	return name || 'une personne qui n’a plus de compte';
}

/** "Bruno Castelain, sous 24 h (suppléance : Claire Aubanel)" */
export function stepWords({
	who,
	dueHours,
	substitute
}: {
	who: string[];
	dueHours: number;
	substitute: string | undefined;
}): string {
	const people = who.length > 0 ? enumerate(who) : 'personne pour le moment';
	return `${people}, sous ${delayWords(dueHours)}${substitute ? ` (suppléance\u00a0: ${substitute})` : ''}`;
}

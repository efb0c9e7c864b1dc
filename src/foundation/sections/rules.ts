import { duties, stances, type Remit, type RemitDraft, type Section } from './section.ts';

/** Signs of an angle: a line that is read in a cell of the grid. */
export const longestAngle = 160;

/** What is wrong with a cell, by field; nothing when it may be written. */
export function remitFaults({ stance, angle, people }: RemitDraft): Record<string, string> {
	const faults: Record<string, string> = {};
	if (!stances.includes(stance)) faults.stance = 'Dites si la structure pilote, relaie ou n’est pas concernée.';
	if (angle.length > longestAngle) faults.angle = `L’angle dépasse ${longestAngle} signes.`;
	if (people.some(({ duty }) => !duties.includes(duty))) faults.people = 'Dites ce que fait chaque personne.';
	return faults;
}

/** What a cell leaves open, in a sentence that says what follows from it; undefined when all is said. */
export function remitAdvice({ stance, people }: Pick<Remit, 'stance' | 'people'>): string | undefined {
	if (stance === 'none') return undefined;
	const has = (duty: Remit['people'][number]['duty']) => people.some((person) => person.duty === duty);
	if (stance === 'leads' && !has('writes')) return 'Personne n’écrit.';
	if (!has('approves')) return 'Personne ne valide.';
	return undefined;
}

/**
 * Where a text begins when nobody was asked to choose: the first section of the menu that the structure leads, else the
 * first. Undefined when there is none at all.
 */
export function leadingSection<S extends Pick<Section, 'id'>>(
	sections: S[],
	remits: Pick<Remit, 'sectionId' | 'structureId' | 'stance'>[],
	structureId: string
): S | undefined {
	const isLed = ({ id }: S) =>
		remits.some((remit) => remit.sectionId === id && remit.structureId === structureId && remit.stance === 'leads');
	return sections.find(isLed) ?? sections[0];
}

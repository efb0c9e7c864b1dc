/** A thematic section (rubrique), common to all structures. */
export type Section = { id: string; slug: string; name: string; description: string; position: number };

/** What a structure is for a section, in the remit grid (territoires de communication). */
export type Stance = 'leads' | 'relays' | 'none';

export const stanceLabels: Record<Stance, string> = { leads: 'Pilote', relays: 'Relaie', none: 'Non concernée' };

/** What somebody does in a cell of the grid. */
export type Duty = 'writes' | 'approves' | 'substitutes';

export const dutyLabels: Record<Duty, string> = { writes: 'Écrit', approves: 'Valide', substitutes: 'Supplée' };

/** A cell of section × structure. `angle` is what this structure says of the section. */
export type Remit = {
	sectionId: string;
	structureId: string;
	stance: Stance;
	angle: string;
	people: RemitPerson[];
};

export type RemitPerson = { agentId: string; name: string; jobTitle: string; duty: Duty };

/** What comes in to write a cell. */
export type RemitDraft = Omit<Remit, 'people'> & { people: Pick<RemitPerson, 'agentId' | 'duty'>[] };

export const duties = Object.keys(dutyLabels) as Duty[];
export const stances = Object.keys(stanceLabels) as Stance[];

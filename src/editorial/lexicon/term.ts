/**
 * What a line of the shared lexicon is for. `discouraged`: there is an agreed word. `acronym`: what it stands for, or
 * nothing when everyone knows it. `promotional` and `name` are looked at in pre-election periods only.
 */
export type TermKind = 'discouraged' | 'acronym' | 'promotional' | 'name';

/** All structures see the same list. */
export type Term = {
	id: string;
	kind: TermKind;
	/** As it is written; found whatever its accents, case and plural, but for acronyms. */
	term: string;
	/** The agreed word, or what an acronym stands for. */
	preferred: string;
	/** Why, in one sentence, for who is advised. */
	note: string;
	/** The section it was agreed for; null for all. */
	sectionId: string | null;
};

export type TermDraft = Pick<Term, 'kind' | 'term'> & Partial<Pick<Term, 'preferred' | 'note' | 'sectionId'>>;

export const termKinds: TermKind[] = ['discouraged', 'acronym', 'promotional', 'name'];

export const termKindLabels: Record<TermKind, string> = {
	discouraged: 'Terme à éviter',
	acronym: 'Sigle',
	promotional: 'Terme de promotion',
	name: 'Nom ou fonction'
};

import type { Role } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Subject } from '#kernel/subject.ts';

/**
 * Who decides a step: those who approve in a cell of the remit grid, the holders of a role at a place, or one person.
 * Kept as a rule and not as names, so that a step outlives the people who come and go.
 */
export type Approver =
	| { kind: 'remit'; sectionId: string; structureId: string }
	| { kind: 'role'; role: Role; structureId: string; sectionId?: string }
	| { kind: 'agent'; agentId: string };

/** A step of a circuit as it is set: `approver` says who without saying where. Due delay in hours, counted from opening. */
export type StepRule = {
	label: string;
	approver: { kind: 'remit' } | { kind: 'role'; role: Role } | { kind: 'agent'; agentId: string };
	substituteId: string | null;
	dueHours: number;
};

/** A circuit that was set. Null means "any": the most precise one that fits is taken (section, then kind, then structure). */
export type Circuit = {
	id: string;
	structureId: string | null;
	sectionId: string | null;
	/** Kind of article, or `issue`. */
	kind: string | null;
	steps: StepRule[];
};

/** Steps that one structure asks for, in order. No step: that structure asks for nothing. */
export type Track = { structureId: string; steps: PlacedStep[] };
export type PlacedStep = { label: string; approver: Approver; substituteId: string | null; dueHours: number };

export type ValidationState = 'running' | 'approved' | 'returned' | 'cancelled';
export type StepState = 'waiting' | 'open' | 'approved' | 'returned' | 'cancelled';
export type Verdict = 'approve' | 'return' | 'comment';
/** How a decision came in. `earlier`: taken over from the decision on an earlier version, which the change does not touch. */
export type Via = 'screen' | 'mail' | 'earlier';

export const stepStateLabels: Record<StepState, string> = {
	waiting: 'À venir',
	open: 'En attente',
	approved: 'Validé',
	returned: 'Renvoyé',
	cancelled: 'Annulé'
};
export const validationStateLabels: Record<ValidationState, string> = {
	running: 'En cours',
	approved: 'Validé',
	returned: 'Renvoyé pour correction',
	cancelled: 'Interrompu'
};
/** What somebody did, in the journal of decisions. */
export const verdictWords: Record<Verdict, string> = {
	approve: 'a validé',
	return: 'a renvoyé',
	comment: 'a commenté'
};
export const viaWords: Record<Via, string> = {
	screen: '',
	mail: 'par courriel',
	earlier: 'décision reprise : la modification ne change pas ce que dit cette structure'
};
export const verdictLabels: Record<Verdict, string> = { approve: 'Valider', return: 'Renvoyer', comment: 'Commenter' };

/** A circuit that runs, or ran, on one version of a subject. Structures decide side by side; steps of one, in order. */
export type Validation = {
	id: string;
	subject: Subject;
	/** What is decided upon: the id of a revision, or a hash. */
	revisionId: string;
	/** How it was called when it was submitted. */
	title: string;
	state: ValidationState;
	openedBy: { id: string; name: string } | null;
	openedAt: Instant;
	closedAt: Instant | null;
	steps: Step[];
	/** Oldest first. */
	decisions: Decision[];
};

export type Step = {
	id: string;
	structureId: string;
	/** 0 is the first of its structure. */
	position: number;
	label: string;
	approver: Approver;
	substituteId: string | null;
	dueHours: number;
	state: StepState;
	openedAt: Instant | null;
	dueAt: Instant | null;
	decidedAt: Instant | null;
	decidedBy: { id: string; name: string } | null;
	/** When the substitute was asked too. */
	substitutedAt: Instant | null;
	/** Who may decide it now: approvers, and the substitute once he was asked. */
	people: { id: string; name: string }[];
};

export type Decision = {
	id: string;
	stepId: string | null;
	verdict: Verdict;
	reason: string;
	via: Via;
	by: { id: string; name: string } | null;
	at: Instant;
};

/** A step that waits for somebody, with what it is about: a line of "à décider". */
export type Pending = {
	step: Step;
	validation: Pick<Validation, 'id' | 'subject' | 'revisionId' | 'title' | 'openedBy' | 'openedAt'>;
	isLate: boolean;
};

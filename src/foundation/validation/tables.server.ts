import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { Approver, StepRule, StepState, ValidationState, Verdict, Via } from './validation.ts';

/** Settings: what a structure, a section or a kind asks for. Changing one does not touch what runs. */
export type CircuitTable = {
	id: string;
	structureId: string | null;
	sectionId: string | null;
	kind: string | null;
	steps: Json<StepRule[]>;
	createdAt: Instant;
	archivedAt: Instant | null;
};

/** At most one is `running` per subject, by a unique index. */
export type ValidationTable = {
	id: string;
	subjectKind: string;
	subjectId: string;
	revisionId: string;
	title: string;
	state: ValidationState;
	openedBy: string | null;
	openedAt: Instant;
	closedAt: Instant | null;
};

export type ValidationStepTable = {
	id: string;
	validationId: string;
	structureId: string;
	position: number;
	label: string;
	approver: Json<Approver>;
	substituteId: string | null;
	dueHours: number;
	state: StepState;
	openedAt: Instant | null;
	dueAt: Instant | null;
	decidedAt: Instant | null;
	decidedBy: string | null;
	/** When approvers were told that it waits for them. */
	askedAt: Instant | null;
	remindedAt: Instant | null;
	substitutedAt: Instant | null;
};

/** Append-only on both engines. */
export type DecisionTable = {
	id: string;
	validationId: string;
	stepId: string | null;
	verdict: Verdict;
	reason: string;
	via: Via;
	agentId: string | null;
	at: Instant;
};

/** `id` is the SHA-256 (hex) of what the link holds. */
export type DecisionLinkTable = {
	id: string;
	stepId: string;
	agentId: string;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		circuit: CircuitTable;
		validation: ValidationTable;
		validationStep: ValidationStepTable;
		decision: DecisionTable;
		decisionLink: DecisionLinkTable;
	}
}

import type { Role } from '#foundation/accounts/index.ts';

/** A step as it is typed: `who` is `remit`, `agent`, or a role; people come by name. An empty label is no step. */
export type TypedStep = { label: string; who: string; person: string; substitute: string; hours: string };
export type TypedCircuit = { structureId: string; sectionId: string; kind: string; steps: TypedStep[] };

/** Roles that may be asked to decide. */
export const decidingRoles: Role[] = ['approver', 'direction', 'hr', 'editor'];

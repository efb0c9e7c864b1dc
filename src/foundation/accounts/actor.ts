import type { Reach } from '#kernel/reach.ts';

/** A role says what one may do; its scope says where. `reader` comes with membership and is never granted. */
export type Role = 'contributor' | 'editor' | 'approver' | 'hr' | 'direction' | 'admin';

export const roleLabels: Record<Role, string> = {
	contributor: 'Contributeur ou contributrice',
	editor: 'Rédaction',
	approver: 'Validation',
	hr: 'Direction des ressources humaines',
	direction: 'Direction générale',
	admin: 'Administration'
};

export type Scope = { kind: 'everything' } | { kind: 'structure' | 'section' | 'publication'; id: string };

export type Grant = { role: Role; scope: Scope };

/** Somebody who works for one or more structures, signed in. */
export type AgentActor = {
	kind: 'agent';
	id: string;
	name: string;
	/** Ids, the one he reads as first. */
	structures: string[];
	grants: Grant[];
};

/** Who asks. `operator` is the person at the server's terminal: everything is allowed to him, and audited. */
export type Actor = AgentActor | { kind: 'operator'; name: string } | { kind: 'anonymous' };

export const anonymous: Actor = { kind: 'anonymous' };
export const operator: Actor = { kind: 'operator', name: 'terminal' };

/** How far this actor may read. */
export const reachOf = (actor: Actor): Reach => (actor.kind === 'anonymous' ? 'public' : 'internal');

/**
 * Who reads, whatever he is signed in as: the structure whose voice he is shown, the structures whose audience he
 * belongs to (ids), and how far he may read. An issue is compiled for such a reader too.
 */
export type Reader = { structure: string; structures: string[]; reach: Reach };

/** The reader that an agent is: as the structure he chose when he belongs to it, else as his first. */
export function readerOf(actor: AgentActor, chosen?: string | null): Reader | undefined {
	const structure = chosen && actor.structures.includes(chosen) ? chosen : actor.structures[0];
	return structure ? { structure, structures: actor.structures, reach: 'internal' } : undefined;
}

/** Anyone, reading what one structure says to all. */
export const publicReader = (structure: string): Reader => ({ structure, structures: [structure], reach: 'public' });

/** Whether one of the actor's grants gives a role at a place. A grant on everything covers every place. */
export function holds(
	actor: Actor,
	role: Role,
	at: { structures?: string[]; section?: string; publication?: string } = {}
): boolean {
	if (actor.kind === 'operator') return true;
	if (actor.kind === 'anonymous') return false;
	return actor.grants.some((grant) => grant.role === role && covers(grant.scope, at));
}

function covers(scope: Scope, at: { structures?: string[]; section?: string; publication?: string }): boolean {
	switch (scope.kind) {
		case 'everything':
			return true;
		case 'structure':
			return at.structures?.includes(scope.id) ?? false;
		case 'section':
			return at.section === scope.id;
		case 'publication':
			return at.publication === scope.id;
	}
}

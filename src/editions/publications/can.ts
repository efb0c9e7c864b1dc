import { holds, type Actor } from '#foundation/accounts/index.ts';
import type { Publication } from './publication.ts';

/** A title engages the structure that owns it. */
export const canCreatePublication = (actor: Actor, ownerId: string): boolean =>
	holds(actor, 'admin', { structures: [ownerId] }) || holds(actor, 'editor', { structures: [ownerId] });

/** Whoever edits for one of its voices composes it, and sees the issues in preparation. */
export const canWriteIssue = (actor: Actor, publication: Pick<Publication, 'id' | 'voices'>): boolean =>
	holds(actor, 'editor', { structures: publication.voices, publication: publication.id });

/** The owner's desk has the last word on what appears, and takes it back. */
export const canPublishIssue = (actor: Actor, publication: Pick<Publication, 'id' | 'ownerId'>): boolean =>
	(['editor', 'approver'] as const).some((role) =>
		holds(actor, role, { structures: [publication.ownerId], publication: publication.id })
	);

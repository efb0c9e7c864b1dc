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

/** What a title is engages the structure that owns it. */
export const canChangePublication = (actor: Actor, { ownerId }: Pick<Publication, 'ownerId'>): boolean =>
	canCreatePublication(actor, ownerId);

/** A group's column is written by those whom the title names for it, and by nobody in their place (L. 2121-27-1, CGCT). */
export const canWriteTribune = (actor: Actor, { settings }: Pick<Publication, 'settings'>, group: string): boolean =>
	actor.kind === 'agent' && settings.tribunes.some((each) => each.group === group && each.writers.includes(actor.id));

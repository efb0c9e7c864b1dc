import { canPublishIssue, canWriteIssue, type Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';

type Title = Pick<Publication, 'id' | 'ownerId' | 'voices'>;

/** Who composes a title sees what becomes of its mailings. */
export const canSeeMailing = (actor: Actor, publication: Title): boolean =>
	canWriteIssue(actor, publication) || canPublishIssue(actor, publication);

/** Sending is publishing: the owner's desk has the last word. */
export const canSendIssue = (actor: Actor, publication: Title): boolean => canPublishIssue(actor, publication);

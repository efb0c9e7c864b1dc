import { canPublishArticle } from '#editorial/articles/index.ts';
import type { Actor, Role } from '#foundation/accounts/index.ts';

const announcing: Role[] = ['hr', 'direction', 'editor', 'admin'];

/** Who has announcements to post somewhere: HR, the general management, and the desk in their name. */
export const canAnnounce = (actor: Actor): boolean =>
	actor.kind === 'operator' || (actor.kind === 'agent' && actor.grants.some(({ role }) => announcing.includes(role)));

/** The names of those who have not answered are for who answers for the announcement; others see figures. */
export const canFollowAcknowledgements = (actor: Actor, article: Parameters<typeof canPublishArticle>[1]): boolean =>
	canPublishArticle(actor, article);

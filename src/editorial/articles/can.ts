import { holds, type Actor, type Role } from '#foundation/accounts/index.ts';
import type { ArticleKind } from './article.ts';

/** What the rights depend on: who keeps the article, in which section, of which kind, and who was invited to write it. */
type Placed = { kind: ArticleKind; ownerId: string; sectionId: string; guests?: string[] };

const holdsAny = (actor: Actor, roles: Role[], { ownerId, sectionId }: Placed): boolean =>
	roles.some((role) => holds(actor, role, { structures: [ownerId], section: sectionId }));

/**
 * Communication officers write everything; HR and the DGS their announcements; team leaders their initiatives; and whoever
 * was invited, the article to which he was.
 */
export function canWriteArticle(actor: Actor, article: Placed): boolean {
	if (actor.kind === 'agent' && article.guests?.includes(actor.id)) return true;
	if (holdsAny(actor, ['editor', 'admin'], article)) return true;
	if (article.kind === 'announcement') return holdsAny(actor, ['hr', 'direction'], article);
	return article.kind === 'initiative' && holdsAny(actor, ['contributor'], article);
}

/** Publishing is for who answers for the structure's words: the desk, and HR or the DGS for what they sign. */
export function canPublishArticle(actor: Actor, article: Placed): boolean {
	if (holdsAny(actor, ['editor', 'admin'], article)) return true;
	return article.kind === 'announcement' && holdsAny(actor, ['hr', 'direction'], article);
}

/** What may be published may be withdrawn. */
export const canWithdrawArticle = canPublishArticle;

/** Whether the desk (`/redaction`) is of any use to this actor. */
export const canWriteSomething = (actor: Actor): boolean =>
	actor.kind === 'operator' ||
	(actor.kind === 'agent' &&
		actor.grants.some(({ role }) => ['editor', 'admin', 'hr', 'direction', 'contributor', 'approver'].includes(role)));

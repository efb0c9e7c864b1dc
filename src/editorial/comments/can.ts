import { holds, type Actor } from '#foundation/accounts/index.ts';

/** Comments are moderated by the desk of the structure that keeps the article, or of its section. */
export const canModerate = (actor: Actor, article: { ownerId: string; sectionId: string }): boolean =>
	(['editor', 'admin'] as const).some((role) =>
		holds(actor, role, { structures: [article.ownerId], section: article.sectionId })
	);

/** A section is common to all structures: opening it to comments is for who answers for the whole of it. */
export const canOpenComments = (actor: Actor, sectionId: string): boolean =>
	(['editor', 'admin'] as const).some((role) => holds(actor, role, { section: sectionId }));

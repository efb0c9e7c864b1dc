import { holds, type Actor } from '#foundation/accounts/index.ts';

/** Requests are answered by the desk of the structure, or of the section when one was named. */
export const canAnswerRequest = (
	actor: Actor,
	{ structureId, sectionId }: { structureId: string; sectionId: string | null }
): boolean =>
	(['editor', 'admin'] as const).some((role) =>
		holds(actor, role, { structures: [structureId], ...(sectionId && { section: sectionId }) })
	);

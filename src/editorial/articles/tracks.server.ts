import { holds, type Actor } from '#foundation/accounts/index.ts';
import { tracksFor } from '#foundation/validation/index.server.ts';
import type { Track } from '#foundation/validation/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleDraft } from './article.ts';

/**
 * Who is to decide on a text: every structure that it speaks for. The direction and HR answer for the announcements that
 * they sign, unless a circuit was set for them.
 */
export async function tracksOfArticle(
	db: Db,
	actor: Actor,
	draft: Pick<ArticleDraft, 'kind' | 'sectionId' | 'voices'>
): Promise<Track[]> {
	const { kind, sectionId, voices } = draft;
	const tracks = await tracksFor(db, { structures: voices, sectionId, kind });
	const signs = (structure: string) =>
		kind === 'announcement' &&
		(['direction', 'hr'] as const).some(
			(role) => actor.kind === 'agent' && holds(actor, role, { structures: [structure] })
		);
	return tracks.map(({ structureId, steps, isSet }) => ({
		structureId,
		steps: !isSet && signs(structureId) ? [] : steps
	}));
}

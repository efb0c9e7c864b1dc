import { getComposition, listReady } from '#editions/publications/index.server.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { personally } from '../../../personal.server.ts';
import type { PageServerLoad } from './$types';
import { keptOf } from './kept.ts';
import { pictureIdsOf } from './pictures.ts';

/** The composer of one issue: what stands in it, and what it can be made of. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals;
	const actor = personally(locals);
	const composition = await getComposition(db, actor, params.id);
	const { publication, issue, articles, letters, validation, canPublish } = composition;
	return {
		isBare: true,
		me: { id: actor.id, name: actor.name },
		...{ publication, articles, letters, validation, canPublish },
		issue: { id: issue.id, proofState: issue.proofState, proofAt: issue.proofAt, publishedAt: issue.publishedAt },
		kept: keptOf(composition),
		ready: await listReady(db, actor, publication, { composing: issue.id }),
		sections: (await listSections(db)).map(({ slug, name }) => ({ slug, name })),
		media: Object.fromEntries(await loadMedia(db, pictureIdsOf(issue)))
	};
};

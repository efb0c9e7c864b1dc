import { getForWriting, getSlot, listGuests, listRemarks, listRevisions } from '#editorial/articles/index.server.ts';
import { mediaOf } from '#editorial/content/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { personally } from '../../../personal.server.ts';
import type { PageServerLoad } from './$types';

/** The desk page of one article: what is being typed, and all that the panels beside it speak of. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals;
	const actor = personally(locals);
	const { content: _content, ...article } = await getForWriting(db, actor, { id: params.id });
	const slot = await getSlot(db, actor, article.id);
	return {
		isBare: true,
		me: { id: actor.id, name: actor.name },
		article,
		slot,
		revisions: await listRevisions(db, actor, article.id),
		remarks: await listRemarks(db, actor, article.id),
		guests: await listGuests(db, actor, article.id),
		sectionList: (await listSections(db)).map(({ id, name }) => ({ id, name })),
		media: Object.fromEntries(await loadMedia(db, mediaOf(slot.draft.content)))
	};
};

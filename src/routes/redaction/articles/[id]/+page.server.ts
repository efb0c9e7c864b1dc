import { getForWriting, type WrittenArticle } from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { mediaIn, type Content } from '#editorial/content/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import type { PageServerLoad } from './$types';

/** The desk page of one article: what is being typed, and all that the panels beside it speak of. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { actor, db } = locals;
	if (actor.kind !== 'agent') throw new Forbidden();
	const article = await getForWriting(db, actor, { id: params.id });
	const slot = { articleId: article.id, draft: draftOf(article), version: 0, updatedBy: null, updatedAt: null };
	return {
		isBare: true,
		me: { id: actor.id, name: actor.name },
		article,
		slot,
		sectionList: (await listSections(db)).map(({ id, name }) => ({ id, name })),
		media: Object.fromEntries(await loadMedia(db, picturesOf(slot.draft.content)))
	};
};

function draftOf(article: WrittenArticle): ArticleDraft {
	const {
		id: _id,
		slug: _slug,
		state: _state,
		publishedAt: _at,
		sourceHash: _hash,
		pending: _pending,
		...draft
	} = article;
	return draft;
}

/** Every picture and file that the words show, covers included. */
function picturesOf({ body, cover, variants }: Content): string[] {
	const covers = [cover, ...Object.values(variants).map((variant) => variant.cover)];
	return [...mediaIn(body.content), ...covers.flatMap((use) => use?.media ?? [])];
}

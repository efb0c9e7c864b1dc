import { listForWriting } from '#editorial/articles/index.server.ts';
import { articleKindLabels, articleStateLabels } from '#editorial/articles/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { typeset } from '#kernel/text.ts';
import type { PageServerLoad } from './$types';
import { waysFor } from './ways.ts';

/** What the actor may write, newest first, as lines of a table. */
export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, structures } = locals;
	const [articles, sections] = [await listForWriting(db, actor), await listSections(db)];
	return {
		ways: waysFor(locals),
		articles: articles.map(({ id, slug, kind, state, ownerId, sectionId, publishedAt, title }) => ({
			...{ id, slug, publishedAt },
			title: typeset(title),
			isRead: state === 'published',
			kind: articleKindLabels[kind],
			state: articleStateLabels[state],
			owner: structures.find((structure) => structure.id === ownerId)?.shortName ?? '',
			section: sections.find((section) => section.id === sectionId)?.name ?? ''
		}))
	};
};

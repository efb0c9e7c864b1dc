import { listDesk } from '#editorial/articles/index.server.ts';
import { articleKindLabels, articleStateLabels } from '#editorial/articles/index.ts';
import { inOrder } from '#editions/tasks/index.ts';
import { listTasks } from '#editions/tasks/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { pageCount, pageNumber } from '#kernel/pages.ts';
import { typeset } from '#kernel/text.ts';
import type { PageServerLoad } from './$types';
import { filterOf, readAsked } from './asked.ts';
import { mailingTasks } from './envois/tasks.server.ts';
import { waysFor } from './ways.ts';

/** What waits for the actor, then what he may write, as lines of a table. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const asked = readAsked(url.searchParams);
	const sections = await listSections(db);
	const page = await listDesk(db, actor, filterOf(asked, sections), {
		order: asked.order,
		page: pageNumber(url.searchParams.get('page'))
	});
	// What waits for a mailing is told here: its module stands above the one of tasks.
	const tasks = [...(await listTasks(db, actor)), ...(await mailingTasks(db, actor))];
	return {
		...{ asked, ways: waysFor(locals), tasks: inOrder(tasks) },
		sections: sections.map(({ slug, name }) => ({ slug, name })),
		list: { number: page.number, total: page.total, count: pageCount(page) },
		articles: page.items.map(({ id, slug, kind, state, changeState, title, sectionId, voices, writer, at }) => ({
			...{ id, slug, voices, writer, at },
			title: typeset(title) || 'Sans titre',
			isRead: state === 'published',
			isComing: state !== 'published' && state !== 'withdrawn',
			kind: articleKindLabels[kind],
			state: articleStateLabels[state],
			change: changeState ? articleStateLabels[changeState] : '',
			section: sections.find((section) => section.id === sectionId)?.name ?? ''
		}))
	};
};

import { redirect } from '@sveltejs/kit';
import { listNotices, readAllNotices } from '#foundation/notices/index.server.ts';
import { answeredKinds, noticeKindLabels } from '#foundation/notices/index.ts';
import { pageCount, pageNumber } from '#kernel/pages.ts';
import { typeset } from '#kernel/text.ts';
import { personally } from '../personal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const page = await listNotices(locals.db, personally(locals).id, { page: pageNumber(url.searchParams.get('page')) });
	const notices = page.items.map(({ id, kind, title, detail, at, readAt }) => ({
		...{ id, at, isUnread: readAt === null, kind: noticeKindLabels[kind] },
		title: typeset(title),
		detail: typeset(detail),
		isAsked: readAt === null && answeredKinds.includes(kind)
	}));
	return { notices, unread: locals.unreadNotices, number: page.number, count: pageCount(page) };
};

export const actions: Actions = {
	default: async ({ locals }) => {
		const actor = personally(locals);
		await locals.db.transaction().execute((tx) => readAllNotices(tx, actor));
		redirect(303, '/notifications');
	}
};

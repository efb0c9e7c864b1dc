import { redirect } from '@sveltejs/kit';
import { postAnnouncement, writeAnnouncement } from '#editorial/announcements/index.server.ts';
import { functionOf, placesToAnnounce, type AnnouncementInput } from '#editorial/announcements/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, db, reader, structures } = locals;
	const sections = await listSections(db);
	const places = placesToAnnounce(actor, structures, sections[0]?.id ?? '');
	return {
		sections: sections.map(({ id, name }) => ({ value: id, label: name })),
		places: places.map(({ id, name }) => ({ id, name })),
		mine: places.some(({ id }) => id === reader?.structure) ? reader?.structure : places[0]?.id,
		signedBy: functionOf(actor)
	};
};

const inputOf = (form: FormData, actor: App.Locals['actor']): AnnouncementInput => ({
	title: textOf(form, 'title'),
	text: textOf(form, 'text'),
	signedBy: functionOf(actor) || textOf(form, 'signedBy'),
	memo: textOf(form, 'memo'),
	important: form.has('important'),
	acknowledgeBy: textOf(form, 'acknowledgeBy'),
	sectionId: textOf(form, 'sectionId'),
	voices: form.getAll('voices').map(String)
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { actor, db } = locals;
		const form = await request.formData();
		const typed = inputOf(form, actor);
		const isPosting = textOf(form, 'then') === 'publish';
		let next = '';
		const fault = await attempt({ typed }, async () => {
			const { id, slug, isRead } = await db.transaction().execute(async (tx) => {
				const written = await writeAnnouncement(tx, actor, typed);
				return { ...written, isRead: isPosting && (await postAnnouncement(tx, actor, written.id)) };
			});
			next = isRead ? `/articles/${slug}` : `/redaction/articles/${id}`;
		});
		return fault ?? redirect(303, next);
	}
};

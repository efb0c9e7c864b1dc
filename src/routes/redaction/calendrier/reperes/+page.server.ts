import { redirect } from '@sveltejs/kit';
import { getMarker, importMarkers, listMarkers, removeMarker, writeMarker } from '#editions/calendar/index.server.ts';
import { canWriteMarker, type MarkerDraft, type MarkersImport } from '#editions/calendar/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { addDays } from '#kernel/days.ts';
import { now } from '#platform/clock.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** Marks of the last month and of all that comes. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, structures } = locals;
	const today = dayOf(now());
	const id = url.searchParams.get('repere');
	const markers = await listMarkers(db, actor, addDays(today, -31), addDays(today, 3650));
	return {
		markers: markers.map((marker) => ({ ...marker, canWrite: canWriteMarker(actor, marker.structureId) })),
		marker: id === null ? undefined : await getMarker(db, actor, id),
		own: structures
			.filter((structure) => canWriteMarker(actor, structure.id))
			.map(({ slug, name }) => ({ slug, name })),
		hasCommon: canWriteMarker(actor, null),
		done: url.searchParams.get('fait')
	};
};

/** The structure that a form names; null for all of them. */
const placeOf = ({ structures }: App.Locals, form: FormData): string | null =>
	structures.find(({ slug }) => slug === textOf(form, 'structure'))?.id ?? null;

export const actions: Actions = {
	write: async ({ locals, request }) => {
		const form = await request.formData();
		const [kind, title, startOn, endOn] = ['kind', 'title', 'startOn', 'endOn'].map((name) => textOf(form, name));
		const typed = { kind, title, startOn, endOn, structure: textOf(form, 'structure'), id: textOf(form, 'id') };
		const draft = { ...typed, structureId: placeOf(locals, form) } as MarkerDraft;
		const fault = await attempt({ typed }, async () => {
			await locals.db.transaction().execute((tx) => writeMarker(tx, locals.actor, draft, typed.id || undefined));
		});
		return fault ?? redirect(303, '/redaction/calendrier/reperes?fait=ecrit');
	},
	remove: async ({ locals, request }) => {
		const id = textOf(await request.formData(), 'id');
		await locals.db.transaction().execute((tx) => removeMarker(tx, locals.actor, id));
		redirect(303, '/redaction/calendrier/reperes?fait=retire');
	},
	import: async ({ locals, request }) => {
		const form = await request.formData();
		const [file, pasted] = [form.get('file'), textOf(form, 'text')];
		let report: MarkersImport | undefined;
		const fault = await attempt({ pasted }, async () => {
			const text = file instanceof File && file.size > 0 ? await file.text() : pasted;
			const what = { text, kind: textOf(form, 'kind'), structureId: placeOf(locals, form) };
			report = await locals.db.transaction().execute((tx) => importMarkers(tx, locals.actor, what));
		});
		return fault ?? { report };
	}
};

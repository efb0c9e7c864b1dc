import { createArticle, planArticle } from '#editorial/articles/index.server.ts';
import { writeMarker } from '#editions/calendar/index.server.ts';
import { findActor, findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, operator, type Actor } from '#foundation/accounts/index.ts';
import type { Territory } from '#editorial/imports/index.server.ts';
import { dayOf, instantFromLocal, type Day } from '#kernel/dates.ts';
import { addDays, mondayOf } from '#kernel/days.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { DemoSlug } from './territory.ts';

type Draft = {
	/** Days after the Monday of the week of the installation; null without a date yet. */
	in: number | null;
	time?: string;
	title: string;
	standfirst: string;
	section: string;
	voices: DemoSlug[];
};

/** What the desk prepares around the day on which the demo is installed. */
const drafts: Draft[] = [
	{
		in: 8,
		time: '08:00',
		title: 'Sel et sable : où en prendre pour son trottoir',
		standfirst: 'Onze bacs ouverts à tous, et une règle simple pour ne pas abîmer les arbres.',
		section: 'mobilites',
		voices: ['ville', 'agglo']
	},
	{
		in: 10,
		time: '12:15',
		title: 'Neige sur les routes des Hauts : le point avec les équipes',
		standfirst: 'Dix-sept fermes et quatre agents : la première semaine racontée par ceux qui l’ont faite.',
		section: 'mobilites',
		voices: ['lourdine']
	},
	{
		in: 9,
		time: '09:00',
		title: 'Aide à domicile : une tournée de nuit à l’essai',
		standfirst: 'Deux équipes, six semaines, et un bilan avant l’été.',
		section: 'habitat-solidarites',
		voices: ['ccas']
	},
	{
		in: -3,
		time: '09:00',
		title: 'Formations du premier semestre : le catalogue',
		standfirst: 'Inscriptions ouvertes jusqu’à la mi-décembre.',
		section: 'ressources-humaines',
		voices: ['ville', 'agglo', 'ccas']
	},
	{
		in: null,
		title: 'Les coulisses de la piscine, avant l’ouverture',
		standfirst: '',
		section: 'culture-sport',
		voices: ['agglo']
	},
	{
		in: null,
		title: 'Commerces du centre : les visages des halles',
		standfirst: '',
		section: 'economie-emploi',
		voices: ['ville']
	}
];

/** Days on which an assembly meets or a title closes, as days after the same Monday. */
const marks: {
	kind: 'council' | 'closing' | 'other';
	in: number;
	days?: number;
	title: string;
	of: DemoSlug | null;
}[] = [
	{ kind: 'council', in: 10, title: 'Conseil municipal, 18 h 30', of: 'ville' },
	{ kind: 'council', in: 24, title: 'Conseil communautaire, 18 h', of: 'agglo' },
	{ kind: 'closing', in: 11, title: 'Bouclage du Trait commun nº 13', of: 'agglo' },
	{ kind: 'other', in: 14, days: 4, title: 'Semaine de l’emploi des personnes handicapées', of: null }
];

/** Fills the calendar of the demo: drafts with and without a date, one late, and marks. */
export async function loadDemoCalendar(db: Db, places: Territory): Promise<void> {
	const maud = await findAgent(db, `redaction@${demoDomain}`);
	const desk: Actor = (maud && (await findActor(db, maud.id))) ?? operator;
	const monday = mondayOf(dayOf(now()));
	for (const draft of drafts) await db.transaction().execute((tx) => prepare(tx, desk, draft, monday, places));
	await db.transaction().execute(async (tx) => {
		for (const { kind, in: after, days = 1, title, of } of marks) {
			const startOn = addDays(monday, after);
			const structureId = places.structures.find(({ slug }) => slug === of)?.id ?? null;
			await writeMarker(tx, operator, { kind, title, structureId, startOn, endOn: addDays(startOn, days - 1) });
		}
	});
}

async function prepare(
	tx: Tx,
	desk: Actor,
	draft: Draft,
	monday: Day,
	{ structures, sections }: Territory
): Promise<void> {
	const voices = draft.voices.flatMap((slug) => structures.find((one) => one.slug === slug)?.id ?? []);
	const sectionId = sections.find(({ slug }) => slug === draft.section)!.id;
	const text = draft.standfirst || 'Notes à reprendre.';
	const { id } = await createArticle(tx, desk, {
		...{ kind: 'news', sectionId, ownerId: voices[0]!, voices, audience: voices, reach: 'internal', details: {} },
		...{ signature: '', contact: '', expiresAt: null, reviewOn: null },
		content: {
			...{ title: draft.title, standfirst: draft.standfirst, cover: null, variants: {}, relayMessage: '' },
			body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
		}
	});
	if (draft.in === null) return;
	const plannedAt = instantFromLocal(`${addDays(monday, draft.in)}T${draft.time}`)!;
	await planArticle(tx, desk, id, { plannedAt });
}

import { describe, expect, it } from 'vitest';
import type { EventDate } from '#editorial/articles/index.ts';
import type { IssueBlock, Publication } from '#editions/publications/index.ts';
import { compileLetter } from '#editions/publications/letter/compile.server.ts';
import type { LetterSource } from '#editions/publications/letter/source.ts';
import { plainSettings } from '#editions/publications/rules.ts';
import type { Block } from '#editorial/content/index.ts';
import { productTemplates } from '#platform/mjml/templates.server.ts';
import { contextOf } from './every-block.ts';

const said = (text: string, structure?: string): Block => ({
	type: 'paragraph',
	...(structure ? { attrs: { for: { structures: [`id-${structure}`] } } } : {}),
	content: [{ type: 'text', text }]
});
const doc = (...content: Block[]) => ({ type: 'doc' as const, content });

const blocks: IssueBlock[] = [
	{ id: 'partie', kind: 'heading', title: 'Chez nous', voices: [] },
	{ id: 'agenda', kind: 'agenda', title: 'À vos agendas', from: '2026-12-01', to: '2026-12-31', voices: [] },
	{
		...{ id: 'chiffres', kind: 'figures', title: 'L’hiver en chiffres', voices: [] },
		figures: [
			{ value: '12 400', label: 'tonnes de sel en réserve', source: 'direction de la voirie' },
			{ value: '42', label: 'agents d’astreinte', source: '' }
		]
	},
	{
		...{ id: 'mouvements', kind: 'moves', title: 'Ils arrivent, ils changent', voices: [] },
		moves: [
			{ what: 'retirement', name: 'Josette Roux', detail: 'après trente ans à l’état civil' },
			{ what: 'arrival', name: 'Samir Belkacem', detail: 'déchèteries' }
		]
	},
	{
		...{ id: 'appel', kind: 'action', title: 'Prêtez vos mains', text: 'Il manque dix volontaires.', voices: [] },
		...{ label: 'S’inscrire comme volontaire', url: '/agenda' }
	},
	{ id: 'filet', kind: 'separator', voices: [] },
	{
		...{ id: 'tribune', kind: 'tribune', group: 'Brézanne ensemble', title: 'Pour des trottoirs <sûrs>', voices: [] },
		body: doc(said('Nous demandons un plan.'), said('Propre à la Ville.', 'ville')),
		...{ signature: 'Les élus du groupe', depositedOn: '2026-11-20' }
	},
	{ id: 'ours', kind: 'imprint', voices: [] },
	{ id: 'muet', kind: 'figures', title: 'Sans chiffre', figures: [], voices: [] },
	{ id: 'vide', kind: 'agenda', title: 'Agenda vide', from: '2027-01-01', to: '2027-01-02', voices: [] }
];

const events: EventDate[] = [
	{
		startAt: '2026-12-05T09:00:00.000Z',
		endAt: '2026-12-05T11:30:00.000Z',
		article: {
			...{ id: 'marche', slug: 'marche-de-noel', kind: 'event', section: { slug: 'vie', name: 'Vie locale' } },
			...{ title: 'Marché de Noël', standfirst: '', cover: null, voices: ['id-ville'], reach: 'public', signature: '' },
			...{ publishedAt: '', updatedAt: null, expiresAt: null, readingMinutes: 1 },
			details: { place: 'Halle aux grains', online: '', capacity: null, dates: [] }
		}
	}
];

function sourceFor(slug: string): LetterSource {
	const { structure, structures, media } = contextOf(slug, 'public');
	const publication: Publication = {
		...{ id: 'p', slug: 'lettre', kind: 'newsletter', title: 'La Lettre', tagline: '', cadence: '', reach: 'public' },
		...{ ownerId: 'id-ville', voices: ['id-ville', 'id-agglo'], isService: slug === 'agglo' },
		settings: {
			...plainSettings,
			imprint: { ...plainSettings.imprint, director: 'Claire Aubanel', issn: '2999-1234', printer: 'Imprimerie du Val' }
		}
	};
	const [portrait] = [...media.values()].filter(({ kind }) => kind === 'image');
	return {
		publication,
		issue: {
			...{ id: 'i', publicationId: 'p', number: 12, title: 'Décembre', date: '2026-12-01', preheader: 'Ce mois-ci' },
			editorial: {
				...{ title: 'Bonjour', body: doc(said('L’hiver vient.')), signature: 'Le maire' },
				portrait: { media: portrait!.id, alt: 'Portrait du maire' }
			},
			...{ blocks, voices: {}, isSpecial: false, version: 1, proofState: 'none', proofAt: null, publishedAt: null }
		},
		...{ structure: structure as LetterSource['structure'], structures: structures as LetterSource['structures'] },
		...{ blocks, unsaid: [], articles: new Map(), absent: [], events: new Map([['agenda', events]]) },
		...{ media: media as LetterSource['media'], origin: 'https://intranet.example', isPage: false }
	};
}

describe.each(['ville', 'agglo'])('the blocks of an issue’s own, as %s says them', (slug) => {
	it('are what they were, in a letter that has no fault', async () => {
		const letter = await compileLetter(sourceFor(slug), productTemplates());
		expect(letter.errors).toEqual([]);
		await expect(`${letter.mjml}\n`).toMatchFileSnapshot(`own-blocks/${slug}.mjml`);
		await expect(`${letter.html}\n`).toMatchFileSnapshot(`own-blocks/${slug}.html`);
		await expect(letter.text).toMatchFileSnapshot(`own-blocks/${slug}.txt`);
	});

	it('leave out what says nothing, and what a group says of another structure', async () => {
		const { html, text } = await compileLetter(sourceFor(slug), productTemplates());
		for (const whole of [html, text.toLowerCase()]) {
			expect(whole).not.toContain('Sans chiffre');
			expect(whole).not.toContain('Agenda vide');
			expect(whole.includes('ropre à la ')).toBe(slug === 'ville');
		}
	});
});

import type { Media } from '#foundation/media/index.ts';
import type { Identity } from '#foundation/structures/index.ts';
import type { Address, Block, ChannelContext, Content, Inline, Paragraph, Voice } from '#editorial/content/index.ts';
import type { Reach } from '#kernel/reach.ts';

/** What somebody may type, or paste, in any field. */
export const hostile = `<script>alert("x")</script> & l'« été » {{ secret }} [x](y) **z** :a`;

const identity = (accent: string): Identity => ({
	accent,
	accentDark: '#f08b98',
	typeface: 'bricolage',
	logo: null,
	sender: { name: '', address: '', replyTo: '' },
	legal: { publisher: '', director: '', address: '', phone: '', email: '', host: '', hostCountry: '', dpo: '' },
	accessibility: { rate: null, auditedOn: null, auditor: '', contact: '', planUrl: null, yearUrl: null }
});

const voice = (slug: string, shortName: string, accent: string): Voice => ({
	id: `id-${slug}`,
	slug,
	name: `${shortName} de Brézanne`,
	shortName,
	identity: identity(accent)
});

export const voices = [
	voice('ville', 'Ville', '#9a2b3c'),
	voice('agglo', 'Agglo', '#0b5f6e'),
	voice('ccas', 'CCAS', '#6b3f87')
];

const media = (id: string, given: Partial<Media>): Media => ({
	id,
	kind: 'image',
	name: `${id}.jpg`,
	mime: 'image/jpeg',
	bytes: 120_000,
	width: 1600,
	height: 1067,
	widths: [480, 960, 1600],
	key: `key-${id}`,
	altText: 'Une déneigeuse au petit matin',
	decorative: false,
	caption: '',
	credit: '',
	focalX: 50,
	focalY: 50,
	reach: 'internal',
	createdAt: '2026-11-19T06:30:00.000Z',
	hasPeople: false,
	withdrawnAt: null,
	...given
});

const library = [
	media('snow', { caption: 'Rue des Tanneurs, 5 h 40.', credit: 'Photo : Ville' }),
	media('small', { width: 320, height: 240, widths: [320], altText: hostile }),
	media('plain', { altText: '', decorative: true }),
	media('mute', { altText: '' }),
	media('plan', { kind: 'file', name: `plan d'été "2027".pdf`, mime: 'application/pdf', bytes: 1_234_567, reach: 'public' }),
	media('roster', { kind: 'file', name: 'SECRET-internal-roster.ods', mime: 'application/x', bytes: 5_400 })
];

const text = (words: string, ...marks: NonNullable<Extract<Inline, { type: 'text' }>['marks']>): Inline =>
	marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words };
const p = (...content: (Inline | string)[]): Paragraph => ({
	type: 'paragraph',
	content: content.map((each) => (typeof each === 'string' ? text(each) : each))
});
const forThese = (address: Address, words: string): Paragraph => ({ ...p(words), attrs: { for: address } });

const ville = { structures: ['id-ville'] };
const agglo = { structures: ['id-agglo'] };

const marks: Block[] = [
	p(
		"L'",
		text('eau', { type: 'strong' }),
		" d'",
		text('Ormelle', { type: 'link', attrs: { href: 'https://eau.example/a?b=1&c="2"' } }, { type: 'emphasis' }),
		text(' partagée', { type: 'link', attrs: { href: 'https://eau.example/a?b=1&c="2"' } }),
		' : ',
		text('one "price", isn\'t it?', { type: 'language', attrs: { lang: 'en' } }),
		{ type: 'hardBreak' },
		text('Où', { type: 'strong' }),
		' : www.eau.example, ',
		text('écrire', { type: 'link', attrs: { href: 'mailto:eau@brezanne.example' } }),
		', ',
		text('en bas', { type: 'link', attrs: { href: '#titre-horaires' } }),
		' ou ',
		text('ici', { type: 'link', attrs: { href: '/articles/autre' } }),
		text('même', { type: 'strong' }, { type: 'emphasis' }),
		' !'
	),
	p(hostile)
];

const lists: Block[] = [
	{
		type: 'bulletList',
		content: [
			{ type: 'listItem', content: [p('Un')] },
			{
				type: 'listItem',
				content: [
					p(hostile),
					{ type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [p('Trois'), p('encore')] }] }
				]
			}
		]
	},
	{ type: 'bulletList', content: [{ type: 'listItem', content: [p('Une autre liste')] }] },
	{ type: 'orderedList', content: [{ type: 'listItem', content: [p('Premier'), forThese(agglo, 'SECRET-agglo dans une liste')] }] }
];

const tables: Block[] = [
	{
		type: 'table',
		attrs: { caption: hostile },
		content: [
			{
				type: 'tableRow',
				content: [
					{ type: 'tableHeader', content: [p('Lieu')] },
					{ type: 'tableHeader', content: [p('Heure | durée')] }
				]
			},
			{
				type: 'tableRow',
				content: [
					{ type: 'tableCell', content: [p(hostile)] },
					{ type: 'tableCell', content: [p('7 h 30')] }
				]
			}
		]
	},
	{
		type: 'table',
		content: [
			{
				type: 'tableRow',
				content: [
					{ type: 'tableHeader', content: [{ type: 'paragraph' }] },
					{ type: 'tableHeader', attrs: { colspan: 2 }, content: [p('Horaires')] }
				]
			},
			{
				type: 'tableRow',
				content: [
					{ type: 'tableHeader', attrs: { rowspan: 2 }, content: [p('Piscine')] },
					{ type: 'tableCell', content: [p('Matin'), p('sauf lundi')] },
					{ type: 'tableCell', content: [forThese(ville, 'SECRET-ville dans une cellule')] }
				]
			},
			{
				type: 'tableRow',
				content: [
					{ type: 'tableCell', content: [p('Soir', { type: 'hardBreak' }, 'et nuit')] },
					{ type: 'tableCell', content: [p('20 h')] }
				]
			}
		]
	}
];

const pictures: Block[] = [
	{ type: 'image', attrs: { media: 'snow' } },
	{ type: 'image', attrs: { media: 'snow', alt: hostile, caption: hostile, credit: hostile } },
	{
		type: 'gallery',
		content: [
			{ type: 'image', attrs: { media: 'small' } },
			{ type: 'image', attrs: { media: 'plain', caption: 'Une frise' } },
			{ type: 'image', attrs: { media: 'mute' } },
			{ type: 'image', attrs: { media: 'gone' } }
		]
	}
];

const forms: Block[] = [
	{ type: 'quote', content: [p('On sale moins.'), p('— vraiment')] },
	{ type: 'quote', attrs: { author: hostile }, content: [p(hostile)] },
	{ type: 'keyFigure', attrs: { value: '38 km', label: 'de moins par nuit' } },
	{ type: 'keyFigure', attrs: { value: '< 2 %', label: hostile, source: hostile } },
	{ type: 'heading', attrs: { level: 2 }, content: [text('Formes #')] },
	{ type: 'heading', attrs: { level: 4 }, content: [text('Trop bas')] },
	{ type: 'questionAnswer', attrs: { question: hostile }, content: [p(hostile), lists[1] as never] },
	{ type: 'aside', content: [p('Sans titre.')] },
	{
		type: 'aside',
		attrs: { title: hostile },
		content: [p('À savoir.'), forThese({ ...ville, reach: 'internal' }, 'SECRET-ville SECRET-internal dans un encadré')]
	},
	{ type: 'callToAction', attrs: { label: hostile, href: 'https://carte.example/neige?a=1&b=2' } },
	{ type: 'file', attrs: { media: 'plan' } },
	{ type: 'file', attrs: { media: 'roster', label: 'SECRET-internal' } },
	{ type: 'video', attrs: { href: 'https://video.example/w/1', title: hostile }, content: [p('Ce qui est dit.')] },
	{ type: 'video', attrs: { href: 'https://video.example/w/2', title: 'Sans transcription' } },
	{ type: 'separator' }
];

const passages: Block[] = [
	forThese(ville, 'SECRET-ville premier'),
	forThese(ville, 'SECRET-ville second'),
	forThese({ structures: ['id-agglo', 'id-ccas'], reach: 'partners' }, 'SECRET-agglo SECRET-internal partenaires'),
	forThese({ reach: 'internal' }, 'SECRET-internal'),
	{
		type: 'heading',
		attrs: { level: 2, for: { ...agglo, reach: 'internal' } },
		content: [text('SECRET-agglo SECRET-internal titre')]
	},
	{ type: 'heading', attrs: { level: 2 }, content: [text('Titre dont toute la partie est à la Ville')] },
	forThese(ville, 'SECRET-ville sous un titre')
];

/** One document with every block, every mark and every kind of address; `SECRET-…` says who alone may read a text. */
export const everyBlock: Content = {
	title: hostile,
	standfirst: hostile,
	cover: { media: 'snow' },
	body: {
		type: 'doc',
		content: [
			...marks,
			{ type: 'heading', attrs: { level: 2 }, content: [text('Horaires')] },
			...lists,
			{ type: 'heading', attrs: { level: 3 }, content: [text('Horaires')] },
			...tables,
			...pictures,
			...forms,
			...passages
		]
	},
	variants: { 'id-agglo': { title: 'SECRET-agglo' } },
	relayMessage: 'SECRET-internal'
};

/** The context of a structure's channel for a reach, with the library of this document. */
export const contextOf = (slug: string, reach: Reach, given: Partial<ChannelContext> = {}): ChannelContext => ({
	structure: voices.find((each) => each.slug === slug)!,
	structures: new Map(voices.map((each) => [each.id, each])),
	reach,
	media: new Map(library.map((each) => [each.id, each])),
	origin: 'https://intranet.example',
	showAddresses: true,
	...given
});

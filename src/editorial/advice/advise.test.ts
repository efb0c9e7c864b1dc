import { describe, expect, it } from 'vitest';
import { emptyDoc, type Block, type Content, type Inline } from '#editorial/content/index.ts';
import { starterTerms, type Term } from '#editorial/lexicon/index.ts';
import type { AdviceContext } from './advice.ts';
import { advise, needsNeutralityReason } from './advise.ts';
import { followed } from './replace.ts';

const own: Partial<Term>[] = [
	{ kind: 'discouraged', term: 'déneigement', preferred: 'viabilité hivernale' },
	{ kind: 'discouraged', term: 'déchetterie', preferred: 'déchèterie' },
	{ kind: 'name', term: 'Hélène Vasseur-Lacombe' }
];
const lexicon = [...own, ...starterTerms].map((term, index) => ({
	...{ preferred: '', note: '', sectionId: null },
	...term,
	id: String(index)
})) as Term[];

const context: AdviceContext = {
	kind: 'news',
	reach: 'internal',
	voices: ['ville', 'agglo'],
	lexicon,
	elections: [],
	day: '2026-11-19',
	media: new Map(),
	structures: [
		{ id: 'ville', shortName: 'Ville' },
		{ id: 'agglo', shortName: 'Agglo' },
		{ id: 'ccas', shortName: 'CCAS' }
	]
};
const period = {
	...{ id: 'p', structureId: 'ville', title: 'Élections départementales' },
	...{ electionOn: '2028-03-12', startOn: '2027-09-01', endOn: '2028-03-19' }
};

const text = (words: string, ...marks: ('strong' | string)[]): Inline => ({
	type: 'text',
	text: words,
	marks: marks.map((mark) => (mark === 'strong' ? { type: 'strong' } : { type: 'link', attrs: { href: mark } }))
});
const paragraph = (...content: (Inline | string)[]): Block => ({
	type: 'paragraph',
	content: content.map((one) => (typeof one === 'string' ? text(one) : one))
});
const heading = (words: string, level: 2 | 3 | 4 = 2): Block => ({
	type: 'heading',
	attrs: { level },
	content: [text(words)]
});
const content = (blocks: Block[], words: Partial<Content> = {}): Content => ({
	...{ title: 'Première neige', standfirst: '', cover: null, variants: {}, relayMessage: '' },
	body: { ...emptyDoc, content: blocks },
	...words
});
const said = (blocks: Block[], more: Partial<AdviceContext> = {}, words: Partial<Content> = {}) =>
	advise(content(blocks, words), { ...context, ...more });
const codes = (...args: Parameters<typeof said>) => said(...args).map(({ code }) => code);

describe('advice on form', () => {
	it('has nothing to say of a plain text', () => {
		expect(
			said([paragraph('Les équipes partent à 4 heures, M. Corvol en tête.'), heading('Et sur les trottoirs ?')])
		).toEqual([]);
	});

	it('blocks on pictures that say nothing to who cannot see them, and puts them first', () => {
		const media = new Map([
			['mute', { altText: '', decorative: false }],
			['line', { altText: '', decorative: true }],
			['told', { altText: 'Une déneigeuse', decorative: false }]
		]);
		const image = (id: string, alt?: string): Block => ({ type: 'image', attrs: { media: id, ...(alt && { alt }) } });
		const found = said(
			[
				paragraph('Vite !!'),
				image('mute'),
				image('mute', 'Un camion'),
				image('line'),
				image('told'),
				{ type: 'gallery', content: [image('mute') as never] }
			],
			{ media },
			{ cover: { media: 'mute' } }
		);
		expect(found.map(({ code, level, where }) => [code, level, where.block])).toEqual([
			['cover-alt-missing', 'blocks', undefined],
			['alt-missing', 'blocks', 1],
			['alt-missing', 'blocks', 5],
			['punctuation', 'advice', 0]
		]);
	});

	it('sees levels skipped, headings that are only bold, and what was left empty', () => {
		const empty: Block = { type: 'paragraph' };
		expect(codes([heading('Qui', 2), heading('Où', 4), paragraph('Ici.')])).toEqual(['heading-skipped']);
		expect(codes([paragraph(text('Qui déneige quoi', 'strong')), paragraph('La Ville.')])).toEqual(['heading-false']);
		expect(codes([paragraph(text('Attention, verglas.', 'strong')), paragraph('La Ville.')])).toEqual([]);
		expect(codes([paragraph('Un.'), empty, heading(' '), paragraph('Deux.'), empty])).toEqual(['empty', 'empty']);
	});

	it('asks links to say where they lead', () => {
		const link = (words: string, href = 'https://a.example') => paragraph('Voir ', text(words, href), '.');
		for (const words of [
			'ici',
			'Cliquez ici',
			'cliquer ici !',
			'Lire la suite…',
			'en savoir plus',
			'https://carte.example/neige',
			'www.brezanne.example'
		])
			expect(codes([link(words)]), words).toEqual(['link-bare']);
		expect(codes([link('la carte des circuits')])).toEqual([]);
		expect(codes([link('la carte'), link('La carte', 'https://b.example')])).toEqual(['link-same']);
		const halves = paragraph(
			text('la ', 'https://a.example'),
			text('carte', 'strong', 'https://a.example'),
			text('la carte', 'https://b.example')
		);
		expect(codes([halves])).toEqual(['link-same']);
	});

	it('counts the words of long sentences, and knows where French ones end', () => {
		const long =
			'Les équipages de la collecte, ceux de la propreté et ceux des espaces verts se retrouvent lundi matin à 4 heures au dépôt des Forges, entrée nord, avec M. Vauzelle et Mme J. Teillaud, pour prendre connaissance de la nouvelle carte.';
		const [advice, ...others] = said([paragraph('Court.'), paragraph(`Deux mots. ${long} « Bien. » Fin.`)]);
		expect(others).toEqual([]);
		expect(advice).toMatchObject({
			code: 'long-sentence',
			detail: '41 mots, deuxième paragraphe.',
			where: { field: 'body', block: 1, quote: long }
		});
	});

	it('measures titles and standfirsts, variants too', () => {
		const words = {
			title: 'x'.repeat(91),
			standfirst: 'y'.repeat(301),
			variants: { agglo: { title: 'z'.repeat(95) } }
		};
		const found = said([paragraph('Un.')], {}, words);
		expect(found.map(({ code, where }) => [code, where.structure])).toEqual([
			['title-long', undefined],
			['standfirst-long', undefined],
			['title-long', 'agglo']
		]);
	});

	it('minds signs: médian points, capitals, repeated marks', () => {
		for (const word of ['agent·e·s', 'agent.e.s', 'agent(e)s', 'directeur·rice', 'usager-e-s'])
			expect(codes([paragraph(`Les ${word} de la Ville.`)]), word).toEqual(['inclusive-sign']);
		for (const plain of [
			'rendez-vous',
			'www.brezanne.example',
			'Elle arrive.',
			'8 h·semaine',
			'les agentes et agents',
			'une (e)',
			'celles-ci'
		])
			expect(
				codes([paragraph(`Voici ${plain}`)]).filter((code) => code === 'inclusive-sign'),
				plain
			).toEqual([]);
		expect(codes([paragraph('FERMETURE EXCEPTIONNELLE ce soir')])).toEqual(['capitals', 'capitals']);
		expect(codes([paragraph('Avec Sandrine TEILLAUD, ce soir.')])).toEqual([]);
		expect(said([paragraph('Vraiment ?!')])[0]?.replace).toEqual({ from: '?!', to: '?' });
	});
});

describe('advice on words', () => {
	it('asks what an acronym stands for, once, and offers what the lexicon knows', () => {
		const [advice, ...others] = said([paragraph('Le CIAS ouvre lundi.'), paragraph('Le CIAS ferme mardi.')]);
		expect(others).toEqual([]);
		expect(advice).toMatchObject({
			code: 'acronym',
			where: { block: 0, quote: 'CIAS' },
			replace: { from: 'CIAS', to: 'centre intercommunal d’action sociale (CIAS)' }
		});
		expect(said([paragraph('Le SMURF arrive.')])[0]?.replace).toBeUndefined();
	});

	it('leaves acronyms that are said, known to all, or none', () => {
		for (const words of [
			'Le centre intercommunal d’action sociale (CIAS) ouvre. Le CIAS ferme.',
			'Le CIAS (centre intercommunal d’action sociale) ouvre.',
			'Le syndicat mixte Ormelle Val, dit SMOV, ouvre.',
			'Le CCAS, la RH et le CV de Louis XIV au XXe siècle, classe de CM2.',
			'Écrire à INFO@brezanne.example, salle A12, 14 h.',
			'Avec Sandrine NOVAK et le PDF.'
		])
			expect(codes([paragraph(words)]), words).toEqual([]);
	});

	it('proposes agreed terms whatever their case, accents and plural, and says how often', () => {
		const [advice] = said([paragraph('Les DÉCHETTERIES ferment. Une dechetterie rouvre.')]);
		expect(advice).toMatchObject({ code: 'term', where: { quote: 'DÉCHETTERIES' }, replace: { to: 'déchèteries' } });
		expect(advice?.detail).toContain('2 fois');
		expect(codes([paragraph('La déchèterie et la viabilité hivernale.')])).toEqual([]);
		expect(codes([paragraph('Le courriel est parti.')])).toEqual([]);
	});

	it('keeps the grammar of what it replaces, or leaves it to the writer', () => {
		const replaced = (words: string) => {
			const before = content([paragraph(words)]);
			const advice = advise(before, context).find(({ code }) => code === 'term')!;
			return (followed(before, advice).body.content[0] as { content: { text: string }[] }).content[0]!.text;
		};
		expect(replaced('Lisez la newsletter de mars.')).toBe('Lisez l’infolettre de mars.');
		expect(replaced('Le numéro de newsletter.')).toBe('Le numéro d’infolettre.');
		expect(replaced('La charge d’impacter les rues.')).toBe('La charge de toucher les rues.');
		expect(replaced('Newsletter du jeudi.')).toBe('Infolettre du jeudi.');
		expect(said([paragraph('Ouvrez l’e-mail.')])[0]?.replace).toBeUndefined();
	});

	it('asks for the source of figures', () => {
		expect(codes([{ type: 'keyFigure', attrs: { value: '38 km', label: 'de moins' } }])).toEqual(['source-missing']);
		expect(codes([paragraph('La facture monte de 12 % ici et de 8 % là.')])).toEqual(['source-missing']);
		expect(codes([paragraph('Selon l’Insee, 12 % ici et 8 % là.')])).toEqual([]);
		expect(codes([paragraph('Le tarif baisse de 12 % ici et de 8 % là.')])).toEqual([]);
	});

	it('sees passages that nobody reads, and a public article that the front desk cannot relay', () => {
		const reserved = (address: object): Block => ({
			type: 'paragraph',
			attrs: { for: address },
			content: [text('Un.')]
		});
		expect(codes([reserved({ structures: ['ccas'] })])).toEqual(['unread-passage']);
		expect(codes([reserved({ structures: ['ccas'] })], { audience: ['ville', 'agglo', 'ccas'] })).toEqual([]);
		expect(codes([reserved({ reach: 'public' })])).toEqual(['reach-wider']);
		expect(codes([reserved({ reach: 'internal' })])).toEqual([]);
		expect(codes([paragraph('Un.')], { reach: 'public' })).toEqual(['relay-missing']);
	});
});

describe('neutrality in a pre-election period', () => {
	const blocks = [
		paragraph('Le bilan carbone est prêt, et le bilan de la Ville aussi.'),
		paragraph('Hélène Vasseur-Lacombe inaugure la halle : nous tiendrons nos engagements.')
	];
	const elections = [period];

	it('is silent out of the period, and for structures that it does not concern', () => {
		const quiet = { reach: 'public', elections, day: '2027-08-31', kind: 'portrait' } as const;
		expect(codes(blocks, quiet)).toEqual([]);
		expect(codes(blocks, { ...quiet, day: '2027-09-01', voices: ['agglo'] })).toEqual([]);
	});

	it('flags promotion, executives, promises and novelty, with the article of law', () => {
		const found = said(blocks, { reach: 'public', elections, day: '2027-09-01', kind: 'portrait' });
		expect(found.map(({ code, where }) => [code, where.quote])).toEqual([
			['promotional', 'bilan'],
			['executive-name', 'Hélène Vasseur-Lacombe'],
			['promise', 'nous tiendrons'],
			['promise', 'nos engagements'],
			['anteriority', 'inaugure']
		]);
		expect(found[0]!.where.skip).toBe(1);
		expect(found[0]!.detail).toContain('L. 52-1');
		expect(found[1]!.detail).toContain('L. 52-8');
		expect(needsNeutralityReason(found)).toBe(true);
	});

	it('is softer on what only agents read', () => {
		expect(codes(blocks, { elections, day: '2027-09-01' })).toEqual(['promotional', 'executive-name']);
	});
});

describe('the pace of advice', () => {
	it('reads 5 000 words well within the pause of a typist', () => {
		const sentence =
			'Les équipes de la Ville partent à 4 heures du dépôt des Forges, et le CIAS prévient les familles par SMS. ';
		const long = content(Array.from({ length: 60 }, () => paragraph(sentence.repeat(4))));
		const at: AdviceContext = { ...context, reach: 'public', elections: [period], day: '2027-10-01' };
		advise(long, at);
		const times = Array.from({ length: 5 }, () => {
			const start = performance.now();
			advise(long, at);
			return performance.now() - start;
		});
		// Under 20 ms on the test machine; the margin is for a machine that does something else.
		expect(Math.min(...times)).toBeLessThan(60);
	});
});

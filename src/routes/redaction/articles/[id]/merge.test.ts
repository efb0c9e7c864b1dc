import { describe, expect, it } from 'vitest';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { plainBlocks, type Block, type Content } from '#editorial/content/index.ts';
import { canKeepBoth, merge, settle } from './merge.ts';

const p = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const [ville, agglo, ccas] = ['id-ville', 'id-agglo', 'id-ccas'];

const plan = ['Un premier paragraphe du plan.', 'Le deuxième dit les horaires.', 'Le troisième dit les lieux.'];

const draft = (
	{ lines = plan, ...words }: Partial<Content> & { lines?: string[] } = {},
	envelope: Partial<ArticleDraft> = {}
): ArticleDraft => ({
	...{ kind: 'news', sectionId: 's', ownerId: ville, voices: [ville, agglo], audience: [ville, agglo] },
	...{ reach: 'internal', signature: 'Direction technique', contact: '', expiresAt: null, reviewOn: null, details: {} },
	...envelope,
	content: {
		...{ title: 'Neige', standfirst: 'Qui déneige quoi.', cover: null, variants: {}, relayMessage: '' },
		...{ body: { type: 'doc', content: lines.map(p) }, ...words }
	}
});
const linesOf = ({ content }: ArticleDraft) => plainBlocks(content.body.content).split('\n');
const [one, two, three] = plan as [string, string, string];

describe('a merge', () => {
	it('takes changes of different fields from both', () => {
		const mine = draft({ title: 'Première neige' }, { signature: 'Voirie' });
		const theirs = draft(
			{ standfirst: 'Les écoles d’abord.', variants: { [agglo]: { title: 'Zones' } } },
			{ reach: 'public' }
		);
		const merged = merge(draft(), theirs, mine);
		expect(merged.clashes).toEqual([]);
		const { content, signature, reach } = settle(merged, {});
		expect([content.title, content.standfirst, content.variants[agglo]?.title]).toEqual([
			'Première neige',
			'Les écoles d’abord.',
			'Zones'
		]);
		expect([signature, reach]).toEqual(['Voirie', 'public']);
	});

	it('takes changes of neighbouring paragraphs from both', () => {
		const mine = draft({ lines: [`${one} Dès lundi.`, two, three] });
		const theirs = draft({ lines: [one, `${two} Dès 4 h.`, `${three} À la gare.`] });
		const merged = merge(draft(), theirs, mine);
		expect(merged.clashes).toEqual([]);
		expect(linesOf(settle(merged, {}))).toEqual([`${one} Dès lundi.`, `${two} Dès 4 h.`, `${three} À la gare.`]);
	});

	it('keeps what both added at the same place, and what one took away', () => {
		const mine = draft({ lines: [one, three, 'Ma fin.'] });
		const theirs = draft({ lines: [one, two, three, 'Leur fin.'] });
		expect(linesOf(settle(merge(draft(), theirs, mine), {}))).toEqual([one, three, 'Leur fin.', 'Ma fin.']);
	});

	it('takes a paragraph that both added alike once', () => {
		const same = draft({ lines: [one, two, three, 'La même fin.'] });
		expect(linesOf(settle(merge(draft(), same, structuredClone(same)), {}))).toHaveLength(4);
	});

	it('shows a paragraph that both changed, and gives what is chosen', () => {
		const mine = draft({ lines: [one, `${two} Dès 4 h.`, three] });
		const theirs = draft({ lines: [one, `${two} Dès 5 h.`, three] });
		const merged = merge(draft(), theirs, mine);
		expect(merged.clashes).toEqual([
			{ id: 'bloc-1', kind: 'blocks', mine: [p(`${two} Dès 4 h.`)], theirs: [p(`${two} Dès 5 h.`)] }
		]);
		const middle = (choice: 'mine' | 'theirs' | 'both') => linesOf(settle(merged, { 'bloc-1': choice })).slice(1, -1);
		expect(middle('mine')).toEqual([`${two} Dès 4 h.`]);
		expect(middle('theirs')).toEqual([`${two} Dès 5 h.`]);
		expect(middle('both')).toEqual([`${two} Dès 5 h.`, `${two} Dès 4 h.`]);
	});

	it('does not let a deletion win over a change', () => {
		const merged = merge(draft(), draft({ lines: [one, `${two} Dès 5 h.`, three] }), draft({ lines: [one, three] }));
		expect(merged.clashes).toHaveLength(1);
		expect(canKeepBoth(merged.clashes[0]!)).toBe(false);
		expect(linesOf(settle(merged, {}))).toContain(`${two} Dès 5 h.`);
	});

	it('shows a title that both changed, and can keep both', () => {
		const merged = merge(draft(), draft({ title: 'Verglas' }), draft({ title: 'Première neige' }));
		expect(merged.clashes.map(({ id }) => id)).toEqual(['content/title']);
		const titleWith = (choice: 'mine' | 'theirs' | 'both') => settle(merged, { 'content/title': choice }).content.title;
		expect([titleWith('mine'), titleWith('theirs'), titleWith('both')]).toEqual([
			'Première neige',
			'Verglas',
			'Verglas Première neige'
		]);
	});

	it('joins lists of structures: what each added, without what one took away', () => {
		const theirs = draft({}, { voices: [ville, agglo, ccas], audience: [ville, agglo, ccas] });
		const mine = draft({}, { voices: [ville], audience: [ville, agglo] });
		const { voices, audience } = settle(merge(draft(), theirs, mine), {});
		expect([voices, audience]).toEqual([
			[ville, ccas],
			[ville, agglo, ccas]
		]);
	});

	it('is blind to what goes without saying', () => {
		const spelled = draft({
			body: {
				type: 'doc',
				content: draft().content.body.content.map((block) => ({ ...block, attrs: { for: null } })) as Block[]
			}
		});
		const theirs = draft({ lines: [one, two, `${three} À la gare.`] });
		const merged = merge(draft(), theirs, spelled);
		expect([merged.clashes, linesOf(settle(merged, {}))[2]]).toEqual([[], `${three} À la gare.`]);
	});

	it('drops nothing when it is not known what both started from', () => {
		const merged = merge(null, draft({ lines: ['Leur texte.'] }), draft({ lines: ['Mon texte.'] }));
		expect(linesOf(settle(merged, {}))).toEqual(['Leur texte.', 'Mon texte.']);
	});

	it('loses no word of anybody, whatever the two did', () => {
		let seed = 7;
		const chance = (many: number) => (seed = (seed * 16807) % 2147483647) % many;
		for (let round = 0; round < 200; round++) {
			const base = Array.from({ length: 2 + chance(6) }, (_, at) => `Phrase ${at} du texte commun numéro ${round}.`);
			const edited = (who: string) =>
				base.flatMap((line, at) => {
					const what = chance(6);
					if (what === 0) return [`${line} Ajout${who}${at}`];
					return what === 1 ? [line, `Nouveau${who}${at} paragraphe.`] : [line];
				});
			const [mine, theirs] = [edited('M'), edited('T')];
			const said = settle(merge(draft({ lines: base }), draft({ lines: theirs }), draft({ lines: mine })), {});
			const whole = linesOf(said).join(' ');
			for (const word of [...mine, ...theirs].join(' ').match(/(?:Ajout|Nouveau)\w+/g) ?? [])
				expect(whole).toContain(word);
		}
	});
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicReader, type Reader } from '#foundation/accounts/index.ts';
import { forgetSubject, indexSubject, search } from '#foundation/search/index.server.ts';
import type { SearchEntry } from '#foundation/search/index.ts';
import type { Reach } from '#kernel/reach.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const ville = '018f0000-0000-7000-8000-000000000001';
const agglo = '018f0000-0000-7000-8000-000000000002';
const asVille: Reader = { structure: ville, structures: [ville], reach: 'internal' };
const asAgglo: Reader = { structure: agglo, structures: [agglo], reach: 'internal' };
const asBoth: Reader = { structure: agglo, structures: [agglo, ville], reach: 'internal' };

const read = (structures: string[], reaches: Reach[]): SearchEntry['voices'] =>
	structures.flatMap((structure) => reaches.map((reach) => ({ structure, reach })));
const everyone = read([ville, agglo], ['internal', 'partners', 'public']);

const entry = (title: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
	voices: everyone,
	speaks: [ville],
	title,
	text,
	section: 'mobilites',
	kind: 'news',
	publishedAt: '2026-11-10T08:00:00.000Z',
	expiresAt: null,
	...more
});

describe.each(engines)('search, on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;

	const index = (id: string, ...entries: SearchEntry[]) =>
		db.transaction().execute((tx) => indexSubject(tx, { kind: 'article', id }, entries));
	const find = async (text: string, reader = asVille, more: object = {}) =>
		(await search(db, reader, { text, ...more })).items.map(({ subject }) => subject.id);

	beforeAll(async () => {
		freezeClock('2026-11-20T08:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		await index(
			'hiver',
			entry(
				'Le plan de viabilité hivernale',
				'La Ville sale d’abord les écoles. Les équipes de l’Hôtel-de-Ville veillent.',
				{
					voices: read([ville], ['internal']),
					speaks: [ville, agglo]
				}
			),
			entry('Le plan de viabilité hivernale', 'L’Agglo déneige 312 km de voirie communautaire.', {
				voices: read([agglo], ['internal']),
				speaks: [ville, agglo]
			}),
			entry('Cet hiver, nos routes', 'Le déneigement commence à 4 h.', {
				voices: read([ville, agglo], ['public']),
				speaks: [ville, agglo]
			})
		);
		await index('velos', entry('Une station de vélos à l’œuvre', 'Premières locations cet été.', { kind: 'event' }));
		await index('rh', entry('Note de la DRH', 'Les congés d’été : la prime.', { voices: read([ville], ['internal']) }));
		await index(
			'vieux',
			entry('Vélos', 'Le parc à vélos.', { publishedAt: '2019-05-02T08:00:00.000Z', section: 'culture' })
		);
	});
	afterAll(async () => {
		releaseClock();
		await close();
	});

	test('finds families of words, without accents, elisions or capitals', async () => {
		expect(await find('VIABILITE HIVERNALES')).toEqual(['hiver']);
		expect(await find('hôtel de ville équipe')).toEqual(['hiver']);
		expect(await find('l’oeuvre')).toEqual(['velos']);
		expect(await find('la première')).toEqual(['velos']);
		expect(await find('plan vélos')).toEqual([]);
	});

	test('takes the last word as unfinished, and only the last', async () => {
		expect(await find('viabilité hivern')).toEqual(['hiver']);
		expect(await find('communaut', asAgglo)).toEqual(['hiver']);
		expect(await find('viab hivernale')).toEqual([]);
	});

	test('keeps quoted words together', async () => {
		expect(await find('"viabilité hivernale"')).toEqual(['hiver']);
		expect(await find('« plan hivernale »')).toEqual([]);
		expect(await find('"hivernale la"')).toEqual(['hiver']);
	});

	test('shows everyone only what is written for him', async () => {
		expect(await find('écoles')).toEqual(['hiver']);
		expect(await find('écoles', asAgglo)).toEqual([]);
		expect(await find('312', asAgglo)).toEqual(['hiver']);
		expect(await find('prime', asAgglo)).toEqual([]);
		expect(await find('prime', publicReader(ville))).toEqual([]);
		expect(await find('déneigement', publicReader(ville))).toEqual(['hiver']);
		expect(await find('écoles', publicReader(ville))).toEqual([]);
		expect(await find('vélos', { ...asVille, structures: [] })).toEqual([]);
	});

	test('gives one result per subject, in the voice of the reader when it matches', async () => {
		const both = await search(db, asBoth, { text: 'viabilité' });
		expect(both).toMatchObject({ total: 1, items: [{ subject: { id: 'hiver' } }] });
		expect(both.items[0]!.extract[0]!.text).toContain('L’Agglo déneige');
		const other = await search(db, asBoth, { text: 'écoles' });
		expect(other.items[0]!.extract).toContainEqual({ text: 'écoles', match: true });
	});

	test('puts a title and freshness first, and counts what each filter would leave', async () => {
		const found = await search(db, asVille, { text: 'vélo' });
		expect(found.items.map(({ subject }) => subject.id)).toEqual(['velos', 'vieux']);
		expect(found.facets).toEqual({
			section: [
				{ value: 'mobilites', count: 1 },
				{ value: 'culture', count: 1 }
			],
			structure: [{ value: ville, count: 2 }],
			kind: [
				{ value: 'event', count: 1 },
				{ value: 'news', count: 1 }
			],
			year: [
				{ value: '2026', count: 1 },
				{ value: '2019', count: 1 }
			]
		});
		const narrowed = await search(db, asVille, { text: 'vélo', year: 2019 });
		expect(narrowed.items.map(({ subject }) => subject.id)).toEqual(['vieux']);
		expect(narrowed.facets.year).toHaveLength(2);
		expect(narrowed.facets.section).toEqual([{ value: 'culture', count: 1 }]);
		expect(await find('plan', asVille, { structure: agglo })).toEqual(['hiver']);
		expect(await find('vélo', asVille, { structure: agglo })).toEqual([]);
	});

	test('proposes what was meant, without telling what the reader may not know', async () => {
		expect((await search(db, asVille, { text: 'viabilitté' })).suggestion).toBe('viabilité');
		expect((await search(db, asVille, { text: 'vélos inconnuz' })).suggestion).toBe('vélos');
		expect((await search(db, asVille, { text: 'primme' })).suggestion).toBe('prime');
		expect((await search(db, asAgglo, { text: 'primme' })).suggestion).toBeUndefined();
		expect((await search(db, asVille, { text: 'xyzzy' })).suggestion).toBeUndefined();
	});

	test.each([
		'',
		'"',
		'*',
		'a*',
		':',
		'title:x',
		'-',
		'NOT',
		'AND OR',
		'(((',
		'🎉',
		'\0',
		"'; drop table x",
		'日本',
		'%',
		'\\'
	])('takes %j as it comes', async (text) =>
		expect((await search(db, asVille, { text, section: text, structure: text })).total).toBe(0)
	);

	test('takes ten thousand signs', async () => {
		expect(await find(`vélos ${'été '.repeat(2500)}`)).toEqual(['velos']);
		expect(await find('é'.repeat(10_000))).toEqual([]);
	});

	test('follows what changes, expires, appears and goes, at once', async () => {
		const text = 'giratoire';
		expect(await find(text)).toEqual([]);
		await index(
			'soon',
			entry('Le giratoire', 'Ouverture.', {
				publishedAt: '2026-11-20T09:00:00.000Z',
				expiresAt: '2026-11-20T10:00:00.000Z'
			})
		);
		expect(await find(text)).toEqual([]);
		freezeClock('2026-11-20T09:00:00.000Z');
		expect(await find(text)).toEqual(['soon']);
		freezeClock('2026-11-20T10:00:00.000Z');
		expect(await find(text)).toEqual([]);
		freezeClock('2026-11-20T09:30:00.000Z');
		expect(await find(text)).toEqual(['soon']);
		await index('soon', entry('Le carrefour', 'Ouverture.'));
		expect(await find(text)).toEqual([]);
		expect(await find('carrefour')).toEqual(['soon']);
		await db.transaction().execute((tx) => forgetSubject(tx, { kind: 'article', id: 'soon' }));
		expect(await find('carrefour')).toEqual([]);
	});

	test('forgets what a transaction takes back', async () => {
		const undone = db.transaction().execute(async (tx) => {
			await indexSubject(tx, { kind: 'article', id: 'undone' }, [entry('Fantôme', 'Rien.', { section: 'jamais' })]);
			expect((await search(tx, asVille, { text: 'fantôme' })).total).toBe(1);
			throw new Error('taken back');
		});
		await expect(undone).rejects.toThrow('taken back');
		expect(await find('fantôme')).toEqual([]);
		await index('done', entry('Fantôme', 'Tout.', { section: 'toujours' }));
		expect((await search(db, asVille, { text: 'fantôme' })).items[0]!.section).toBe('toujours');
	});

	test('stops counting at a thousand, and keeps its order from page to page', async () => {
		await db.transaction().execute(async (tx) => {
			for (let at = 0; at < 1010; at++)
				await indexSubject(tx, { kind: 'article', id: `many-${at}` }, [
					entry(at === 3 ? 'Le marronnier' : 'Une place', 'Un marronnier.', { publishedAt: '2024-01-01T00:00:00.000Z' })
				]);
		});
		const first = await search(db, asVille, { text: 'marronniers' });
		expect(first).toMatchObject({ total: 1000, capped: true, page: 1, size: 20 });
		const last = await search(db, asVille, { text: 'marronniers', page: 50 });
		expect(last.items).toHaveLength(20);
		const seen = new Set([...first.items, ...last.items].map(({ subject }) => subject.id));
		expect(seen.size).toBe(40);
		expect((await search(db, asVille, { text: 'marronniers', page: 51 })).items).toEqual([]);
	});
});

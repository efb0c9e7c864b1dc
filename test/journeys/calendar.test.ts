import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, getForWriting, planArticle, publishArticle } from '#editorial/articles/index.server.ts';
import {
	calendarFile,
	getCalendar,
	importMarkers,
	listCloseSubjects,
	moveArticle,
	openCalendarLink,
	removeMarker,
	renewCalendarLink,
	revokeCalendarLink,
	writeMarker
} from '#editions/calendar/index.server.ts';
import { createAgent, disableAccount, findActor } from '#foundation/accounts/index.server.ts';
import { operator, type AgentActor, type Grant } from '#foundation/accounts/index.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('the editorial calendar on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let officerOfAgglo: AgentActor;
	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const week = (actor: AgentActor, day = '2026-11-24') => getCalendar(db, actor, { view: 'week', day });

	beforeAll(async () => {
		freezeClock('2026-11-22T10:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		const grants: Grant[] = [{ role: 'editor', scope: { kind: 'structure', id: cast.agglo.id } }];
		const { id } = await inTx((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Rachid', lastName: 'Essai', email: 'rachid@essai.example', grants },
				memberships: [{ structureId: cast.agglo.id }]
			})
		);
		officerOfAgglo = { kind: 'agent', id, name: 'Rachid Essai', structures: [cast.agglo.id], grants };
	});
	afterEach(() => freezeClock('2026-11-22T10:00:00.000Z'));
	afterAll(async () => {
		releaseClock();
		await close();
	});

	const written = async (title: string, plannedAt: string | null, more: { owner?: string } = {}) => {
		const ownerId = more.owner ?? cast.ville.id;
		return inTx(async (tx) => {
			const { id } = await createArticle(tx, cast.desk, draftOf(cast, { title }, { ownerId, voices: [ownerId] }));
			if (plannedAt) await planArticle(tx, cast.desk, id, { plannedAt });
			return id;
		});
	};

	it('shows each desk what the others prepare, and opens only what one may write', async () => {
		const id = await written('Le pont rouvre', '2026-11-24T07:00:00.000Z');
		const tuesday = (await week(officerOfAgglo)).days[1]!;
		expect(tuesday.articles).toMatchObject([
			{ id, title: 'Le pont rouvre', href: null, canMove: false, voices: [cast.ville.id] }
		]);
		expect((await week(cast.desk)).days[1]!.articles).toMatchObject([
			{ href: `/redaction/articles/${id}`, canMove: true, writer: { name: 'Maud Essai' } }
		]);
		expect((await week(cast.agentOfVille)).days).toEqual([]);
		await expect(inTx((tx) => moveArticle(tx, officerOfAgglo, id, { day: '2026-11-27' }))).rejects.toThrow(NotFound);
	});

	it('moves an article over the change of hour and back, and never into the past', async () => {
		const id = await written('Heure d’été', '2027-03-26T07:30:00.000Z');
		const move = await inTx((tx) => moveArticle(tx, cast.desk, id, { day: '2027-03-29' }));
		expect(move).toMatchObject({ from: '2027-03-26T07:30:00.000Z', to: '2027-03-29T06:30:00.000Z' });
		await inTx((tx) => moveArticle(tx, cast.desk, id, { at: move.from }));
		expect((await getForWriting(db, cast.desk, { id })).plannedAt).toBe('2027-03-26T07:30:00.000Z');
		await expect(inTx((tx) => moveArticle(tx, cast.desk, id, { day: '2026-11-20' }))).rejects.toThrow(Invalid);
		await expect(inTx((tx) => moveArticle(tx, cast.desk, id, { day: 'demain' }))).rejects.toThrow(Invalid);
	});

	it('keeps a scheduled one scheduled, and what has appeared where it is', async () => {
		const id = await written('Programmé', null);
		await inTx((tx) => publishArticle(tx, cast.desk, id, { at: '2026-12-08T07:00:00.000Z' }));
		await inTx((tx) => moveArticle(tx, cast.desk, id, { day: '2026-12-10', time: '12:15' }));
		expect(await getForWriting(db, cast.desk, { id })).toMatchObject({
			state: 'scheduled',
			publishedAt: '2026-12-10T11:15:00.000Z'
		});
		freezeClock('2026-12-10T12:00:00.000Z');
		await expect(inTx((tx) => moveArticle(tx, cast.desk, id, { day: '2026-12-20' }))).rejects.toThrow(Conflict);
	});

	it('tells of a close subject on both articles, whoever speaks', async () => {
		const [one, other] = [
			await written('Pistes cyclables', '2027-01-12T08:00:00.000Z'),
			await written('Vélos de service', '2027-01-18T08:00:00.000Z', { owner: cast.agglo.id })
		];
		expect(await listCloseSubjects(db, cast.desk, one)).toMatchObject([{ id: other, day: '2027-01-18' }]);
		expect(await listCloseSubjects(db, officerOfAgglo, other)).toMatchObject([{ id: one, href: null }]);
		const tuesday = (await week(cast.desk, '2027-01-12')).days[1]!;
		expect(tuesday.articles[0]?.close).toMatchObject([{ id: other, title: 'Vélos de service' }]);
		await inTx((tx) => moveArticle(tx, cast.desk, other, { day: '2027-01-20' }));
		expect(await listCloseSubjects(db, cast.desk, one)).toEqual([]);
	});

	it('shows holidays and marks, and reads a calendar of meetings twice without doubling anything', async () => {
		const text = (day: string) =>
			`BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:17@conseil\nSUMMARY:Conseil communautaire\nDTSTART:${day}\nEND:VEVENT\nEND:VCALENDAR`;
		const read = (day: string, actor = officerOfAgglo) =>
			inTx((tx) => importMarkers(tx, actor, { text: text(day), kind: 'council', structureId: cast.agglo.id }));
		expect(await read('20261217')).toMatchObject({ added: 1, changed: 0 });
		expect(await read('20261217')).toMatchObject({ added: 0, unchanged: 1 });
		expect(await read('20261218')).toMatchObject({ added: 0, changed: 1 });
		await expect(read('20261218', cast.agentOfVille)).rejects.toThrow(Forbidden);
		const { days } = await week(cast.desk, '2026-12-18');
		expect(days[3]!.markers).toEqual([]);
		expect(days[4]!.markers).toMatchObject([{ kind: 'council', title: 'Conseil communautaire', isImported: true }]);
		expect((await week(cast.desk, '2026-12-25')).days[4]!.markers).toMatchObject([{ kind: 'holiday', title: 'Noël' }]);
	});

	it('lets the desk of a structure write its own marks, by field, and no others', async () => {
		const mark = { kind: 'closing', structureId: cast.agglo.id, title: 'Bouclage', startOn: '2026-12-01', endOn: '' };
		const id = await inTx((tx) => writeMarker(tx, officerOfAgglo, mark));
		await inTx((tx) => writeMarker(tx, officerOfAgglo, { ...mark, title: 'Bouclage du nº 13' }, id));
		expect((await week(cast.desk, '2026-12-01')).days[1]!.markers).toMatchObject([{ title: 'Bouclage du nº 13' }]);
		const wrong = inTx((tx) => writeMarker(tx, officerOfAgglo, { ...mark, title: ' ', endOn: '2026-11-30' }));
		await expect(wrong).rejects.toMatchObject({ fields: { title: expect.any(String), endOn: expect.any(String) } });
		const theirs = { ...mark, structureId: cast.ville.id };
		await expect(inTx((tx) => writeMarker(tx, officerOfAgglo, theirs))).rejects.toThrow(Forbidden);
		await inTx((tx) => removeMarker(tx, officerOfAgglo, id));
		expect((await week(cast.desk, '2026-12-01')).days[1]!.markers).toEqual([]);
	});

	it('opens by a secret address until it is renewed, revoked, or its owner has gone', async () => {
		const first = await inTx((tx) => renewCalendarLink(tx, officerOfAgglo));
		const second = await inTx((tx) => renewCalendarLink(tx, officerOfAgglo));
		await expect(openCalendarLink(db, first.token)).rejects.toThrow(NotFound);
		const actor = await openCalendarLink(db, second.token);
		const id = await written('Réservé à l’écran', '2026-11-25T17:30:00.000Z', { owner: cast.agglo.id });
		const text = (await calendarFile(db, actor, 'https://intranet.example')).replace(/\r\n /g, '');
		expect(text).toContain(`UID:article-${id}@intranet.example`);
		expect(text).toMatch(/DTSTART:20261125T173000Z/);
		expect(text).toContain('DTSTART;VALUE=DATE:20261225');
		expect(text).toContain(`https://intranet.example/redaction/articles/${id}`);
		await inTx((tx) => revokeCalendarLink(tx, officerOfAgglo));
		await expect(openCalendarLink(db, second.token)).rejects.toThrow(NotFound);
		const { token } = await inTx((tx) => renewCalendarLink(tx, officerOfAgglo));
		expect(await findActor(db, actor.id)).toBeDefined();
		await inTx((tx) => disableAccount(tx, operator, officerOfAgglo.id));
		await expect(openCalendarLink(db, token)).rejects.toThrow(NotFound);
		await expect(inTx((tx) => renewCalendarLink(tx, cast.agentOfVille))).rejects.toThrow(Forbidden);
	});
});

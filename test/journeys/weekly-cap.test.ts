import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailing, getMailing, sendMailings, startMailing } from '#distribution/mailings/index.server.ts';
import { setCap } from '#distribution/senders/index.server.ts';
import { countAudience } from '#distribution/subscribers/index.server.ts';
import { attestProof, createPublication } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import { openDatabase, type Db, type Tx } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { secret, sendingSettings, subscribeMany } from '../support/mailing.ts';
import { openPostOffice } from '../support/postman.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('how many letters a reader receives in a week, on %s', (engine) => {
	let fresh: Awaited<ReturnType<typeof freshDatabase>>;
	let db: Db;
	let press: Press;
	let office: Awaited<ReturnType<typeof openPostOffice>>;
	let bulletin: Publication;
	let service: Publication;

	const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const house = () => ({ ...press.settings, sessionSecret: secret });
	const titled = (title: string, more: { reach: 'public' | 'internal'; isService?: boolean }) =>
		act((tx) =>
			createPublication(tx, press.cast.desk, {
				...{ title, kind: 'newsletter', tagline: '', cadence: '', ownerId: press.cast.agglo.id },
				...{ voices: [press.cast.agglo.id, press.cast.ville.id], ...more }
			})
		);

	beforeAll(async () => {
		freezeClock('2026-11-23T09:00:00.000Z');
		fresh = await freshDatabase(engine);
		db = openDatabase(fresh.url);
		press = await openPress(db);
		office = await openPostOffice();
		bulletin = await titled('Le Bulletin', { reach: 'public' });
		service = await titled('La Note de service', { reach: 'internal', isService: true });
		const { ville, agglo } = press.cast;
		const both = { structureIds: [ville.id] };
		await subscribeMany(db, { ...both, publicationId: press.monthly.id }, ['ana@habitants.example']);
		await subscribeMany(db, { structureIds: [agglo.id], publicationId: press.monthly.id }, ['zoe@habitants.example']);
		// Ana reads another title too; so does Mélanie, an agent of the Ville, by an address that is the same.
		const ana = await db.selectFrom('subscriber').select('id').where('address', '=', 'ana@habitants.example').execute();
		const own = { publicationId: bulletin.id, structureId: ville.id, state: 'active' as const, at: '2026-11-23' };
		await db
			.insertInto('subscription')
			.values({ subscriberId: ana[0]!.id, ...own })
			.execute();
		await subscribeMany(db, { ...both, publicationId: bulletin.id }, ['melanie@essai.example']);
		await act((tx) => setCap(tx, operator, ville.id, '2'));
		await act((tx) => setCap(tx, operator, agglo.id, ''));
	});
	afterAll(async () => {
		releaseClock();
		await office.close();
		await db.destroy();
		press.close();
		await fresh.close();
	});

	const prepare = async (publication: Publication, { isUrgent = false } = {}) => {
		const { id } = await press.issueOf(publication, [articleBlock(press.snow, 'full')]);
		await act((tx) => attestProof(tx, operator, id, house()));
		return createMailing(db, operator, id, { isUrgent }, house());
	};
	const send = async (publication: Publication, more: { isUrgent?: boolean } = {}) => {
		const { id } = await prepare(publication, more);
		await startMailing(db, operator, id, house());
		await sendMailings(db, { settings: sendingSettings({ house: house() } as never, office.url), until: 'idle' });
		return getMailing(db, operator, id);
	};
	const receivedBy = (who: string) => office.received.filter(({ to }) => to[0]?.startsWith(`${who}@`)).length;
	const everybody = () => ['ana', 'zoe', 'melanie', 'youssef', 'maud'].map((who) => receivedBy(who));

	it('is two at most in the voice of the Ville, over all titles, and none is lost from the count', async () => {
		await send(press.monthly); // Ana 1, Zoé 1
		await send(bulletin); // Ana 2, Mélanie 1
		await send(press.weekly); // Mélanie 2, Youssef 1, Maud 1
		const [audience] = (await countAudience(db, press.monthly, secret)).filter(
			({ structureId }) => structureId === press.cast.ville.id
		);
		expect(audience).toMatchObject({ recipients: 0, excluded: { enough: 1 } });
		const third = await send(press.monthly); // Zoé 2: the Agglo sets no limit
		expect(third).toMatchObject({ candidates: 2, excluded: 1, exclusions: { enough: 1 }, counts: { sent: 1 } });
		expect((await send(bulletin)).exclusions).toEqual({ enough: 2 });
		expect(everybody()).toEqual([2, 2, 2, 1, 1]);
	});

	it('counts before as it freezes, agents included', async () => {
		const audience = await countAudience(db, press.weekly, secret);
		const { exclusions, candidates } = await send(press.weekly); // Youssef 2, Maud 2
		const counted = audience.reduce((sum, { excluded }) => sum + (excluded.enough ?? 0), 0);
		expect([counted, exclusions.enough, candidates]).toEqual([1, 1, 3]);
		expect(everybody()).toEqual([2, 2, 2, 2, 2]);
	});

	it('does not hold back service information nor what is urgent, and neither counts', async () => {
		await send(service);
		await send(press.monthly, { isUrgent: true });
		expect(everybody()).toEqual([3, 3, 3, 3, 3]);
		await act((tx) => setCap(tx, operator, press.cast.ville.id, '3'));
		expect((await send(bulletin)).counts.sent).toBe(2);
		expect(everybody()).toEqual([4, 3, 4, 3, 3]);
	});

	it('begins again seven days after each letter, to the second', async () => {
		await act((tx) => setCap(tx, operator, press.cast.ville.id, '1'));
		freezeClock('2026-11-30T08:59:59.000Z');
		expect((await send(press.monthly)).exclusions).toEqual({ enough: 1 });
		freezeClock('2026-11-30T09:00:00.000Z');
		expect((await send(bulletin)).counts.sent).toBe(2);
		expect([receivedBy('ana'), receivedBy('melanie')]).toEqual([5, 5]);
	});

	it('counts what is prepared and has not left, unless it is planned for another week or forgotten', async () => {
		freezeClock('2026-12-08T09:00:00.000Z');
		const waiting = await prepare(press.monthly);
		expect((await prepare(bulletin)).excluded).toBe(1);
		await startMailing(db, operator, waiting.id, house(), { at: '2026-12-21T09:00:00.000Z' });
		const audience = await countAudience(db, press.monthly, secret);
		expect(audience.flatMap(({ excluded }) => excluded.enough ?? [])).toEqual([]);
		// A week later it is the turn of that one; what nobody let leave is forgotten.
		freezeClock('2026-12-16T09:00:00.000Z');
		const later = await countAudience(db, bulletin, secret);
		expect(later.map(({ recipients, excluded }) => [recipients, excluded.enough ?? 0])).toEqual([
			[0, 0],
			[1, 1]
		]);
	});
});

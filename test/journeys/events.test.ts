import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createArticle,
	getArticle,
	publishArticle,
	reviseArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft, Details } from '#editorial/articles/index.ts';
import {
	eventCalendar,
	listAttendees,
	listPlaces,
	register,
	remindRegistrations,
	withdrawRegistration
} from '#editorial/events/index.server.ts';
import { publicReader, type AgentActor } from '#foundation/accounts/index.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const start = '2026-11-26T07:30:00.000Z';
const later = '2026-12-03T07:30:00.000Z';

describe.each(engines)('events on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;

	beforeAll(async () => {
		freezeClock('2026-11-20T08:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterAll(async () => {
		releaseClock();
		await close();
	});

	const write = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const draft = (capacity: number | null, dates = [start, later]): ArticleDraft => ({
		...draftOf(cast, { title: 'Gestes et postures' }),
		kind: 'event',
		details: {
			...{ place: 'Dépôt des Forges', online: 'https://visio.example/gestes', capacity },
			dates: dates.map((each) => ({ start: each, end: null }))
		}
	});
	const held = (capacity: number | null) =>
		write(async (tx) => {
			const made = await createArticle(tx, cast.desk, draft(capacity));
			await publishArticle(tx, cast.desk, made.id);
			return made;
		});
	const changed = (id: string, next: ArticleDraft) =>
		write(async (tx) => {
			await reviseArticle(tx, cast.desk, id, next);
			await publishArticle(tx, cast.desk, id);
		});
	const take = (actor: AgentActor, slug: string, date = start) =>
		write((tx) => register(tx, actor, cast.asVille, slug, date));
	const leave = (actor: AgentActor, slug: string) =>
		write((tx) => withdrawRegistration(tx, actor, cast.asVille, slug, start));
	const first = async (actor: AgentActor, id: string) =>
		(await listPlaces(db, actor, id, draft(1).details as Details['event']))[0]!;
	const told = async (actor: AgentActor, id: string) =>
		(await db.selectFrom('notice').select('key').where('agentId', '=', actor.id).where('subjectId', '=', id).execute())
			.map(({ key }) => key.split('/').at(-1))
			.sort();

	it('give the last place to one of two who want it at once; the other waits, on this date only', async () => {
		const { id, slug } = await held(1);
		const [one, two] = await Promise.all([take(cast.agentOfVille, slug), take(cast.agentOfAgglo, slug)]);
		expect([one, two].sort()).toEqual(['registered', 'waiting']);
		expect(await take(cast.agentOfVille, slug)).toBe(one);
		expect(await take(cast.agentOfVille, slug, later)).toBe('registered');
		expect(await first(cast.desk, id)).toMatchObject({ taken: 1, waiting: 1, mine: null });
	});

	it('move the waiting list up by itself, in order, when somebody withdraws, and tell that person once', async () => {
		const { id, slug } = await held(1);
		await take(cast.desk, slug);
		await take(cast.agentOfAgglo, slug);
		await take(cast.agentOfVille, slug);
		expect(await first(cast.agentOfVille, id)).toMatchObject({ mine: 'waiting', position: 2 });
		await leave(cast.desk, slug);
		expect(await first(cast.agentOfAgglo, id)).toMatchObject({ mine: 'registered', taken: 1 });
		expect(await first(cast.agentOfVille, id)).toMatchObject({ mine: 'waiting', position: 1 });
		await remindRegistrations(db);
		expect(await told(cast.agentOfAgglo, id)).toEqual(['promoted']);
		expect(await take(cast.desk, slug)).toBe('waiting');
	});

	it('fill the places that an organiser adds, and tell those whose date is no more', async () => {
		const { id, slug } = await held(1);
		for (const actor of [cast.desk, cast.agentOfAgglo, cast.agentOfVille]) await take(actor, slug);
		await changed(id, draft(2));
		expect(await remindRegistrations(db)).toBe(1);
		expect(await first(cast.agentOfVille, id)).toMatchObject({ mine: 'waiting', position: 1, taken: 2 });
		await changed(id, draft(2, [later]));
		expect(await remindRegistrations(db)).toBe(3);
		expect(await remindRegistrations(db)).toBe(0);
		expect(await told(cast.agentOfAgglo, id)).toEqual(['lost', 'promoted']);
	});

	it('remind the day before, once, whatever stop there was, and nobody of what was withdrawn', async () => {
		const { id, slug } = await held(5);
		const off = await held(5);
		await take(cast.agentOfVille, slug);
		await take(cast.agentOfVille, off.slug);
		await write((tx) => withdrawArticle(tx, cast.desk, off.id, 'Salle indisponible'));
		freezeClock('2026-11-25T16:00:00.000Z');
		await take(cast.agentOfAgglo, slug);
		await remindRegistrations(db);
		await remindRegistrations(db);
		expect(await told(cast.agentOfVille, id)).toEqual(['reminder']);
		expect(await told(cast.agentOfVille, off.id)).toEqual(['lost']);
		expect(await told(cast.agentOfAgglo, id)).toEqual([]);
		freezeClock('2026-11-26T08:00:00.000Z');
		await expect(take(cast.desk, slug)).rejects.toThrow(Conflict);
		freezeClock('2026-11-20T08:00:00.000Z');
	});

	it('show who comes to their organiser only, and how to join from afar to agents only', async () => {
		const { id, slug } = await held(5);
		await take(cast.agentOfVille, slug);
		const { attendees } = await listAttendees(db, cast.desk, id);
		expect(attendees.map(({ name, state }) => [name, state])).toEqual([['Melanie Essai', 'registered']]);
		await expect(listAttendees(db, cast.agentOfVille, id)).rejects.toThrow(NotFound);
		await changed(id, { ...draft(5), reach: 'public' });
		const forAll = await getArticle(db, publicReader(cast.ville.id), slug);
		expect((forAll.details as Details['event']).online).toBe('');
		const forAgents = await getArticle(db, cast.asVille, slug);
		const details = forAgents.details as Details['event'];
		const calendar = eventCalendar({ ...forAgents, details }, 'https://intranet.example', start);
		expect(calendar.match(/DTSTART:\d+T\d+Z/g)).toEqual(['DTSTART:20261126T073000Z']);
		expect(calendar.replace(/\r\n /g, '')).toContain('https://visio.example/gestes');
		const whole = { ...details, dates: [{ start: '2026-12-19T23:00:00.000Z', end: null }] };
		expect(eventCalendar({ ...forAgents, details: whole }, 'https://intranet.example')).toContain(
			'DTSTART;VALUE=DATE:20261220'
		);
	});
});

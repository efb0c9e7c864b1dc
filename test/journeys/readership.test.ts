import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countView, flushViews, getIssueCounts, getSeries } from '#distribution/readership/index.server.ts';
import type { PageView } from '#distribution/readership/index.ts';
import { publishIssue } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { operator } from '#foundation/accounts/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';
import { sendAll } from '../support/delivered.ts';

describe.each(engines)('what becomes of an issue (%s)', (engine) => {
	let db: Db;
	let press: Press;
	let issue: Issue;
	let close: () => Promise<void>;

	beforeAll(async () => {
		const database = await freshDatabase(engine);
		({ db } = database);
		press = await openPress(db);
		issue = await press.issueOf(press.monthly, [articleBlock(press.snow)], { title: 'Un hiver' });
		await db.transaction().execute((tx) => publishIssue(tx, operator, issue.id));
		close = async () => {
			press.close();
			await database.close();
		};
	});

	afterAll(() => close());

	const view = (more: Partial<PageView> = {}): PageView => ({
		...{ channel: 'web', publication: press.monthly.slug, number: issue.number, article: '', structure: 'ville' },
		...more
	});

	const reads = async (times: number, more: Partial<PageView> = {}) => {
		for (let i = 0; i < times; i += 1) countView(db, view(more));
		await flushViews(db);
	};

	it('counts pages by day and channel, in one sum however many wrote it, and keeps nothing of who read', async () => {
		await reads(3);
		await reads(4);
		await reads(2, { channel: 'letter', article: 'premiere-neige' });
		await reads(5, { channel: 'letter', number: 999, article: 'premiere-neige' });
		await reads(1, { publication: 'inconnue', article: 'inconnu' });
		const rows = await db.selectFrom('pageCount').selectAll().orderBy('views').execute();
		expect(rows.map(({ channel, views, issueId }) => ({ channel, views, of: issueId === issue.id }))).toEqual([
			{ channel: 'letter', views: 2, of: true },
			{ channel: 'web', views: 5, of: false },
			{ channel: 'web', views: 7, of: true }
		]);
		expect(Object.keys(rows[0]!).sort()).toEqual(['articleId', 'channel', 'day', 'issueId', 'structureId', 'views']);
	});

	it('says by structure what was accepted, what came back and who left after it', async () => {
		await sendAll(db, press, issue, [
			{ structure: press.cast.ville.id, state: 'sent', count: 7, left: 6 },
			{ structure: press.cast.ville.id, state: 'bounced', count: 2 },
			{ structure: press.cast.agglo.id, state: 'sent', count: 9 },
			{ structure: press.cast.agglo.id, state: 'failed', count: 1 }
		]);
		const { structures, isSent } = await getIssueCounts(db, press.cast.desk, issue.id);
		const of = (id: string) => structures.find(({ structureId }) => structureId === id);
		expect(isSent).toBe(true);
		expect(of(press.cast.ville.id)).toMatchObject({ accepted: 9, bounced: 2, left: 6, views: { web: 7 } });
		expect(of(press.cast.agglo.id)).toMatchObject({ accepted: 9, bounced: 0, left: 0, views: { web: 0 } });
		await expect(getIssueCounts(db, press.cast.agentOfVille, issue.id)).rejects.toThrow(NotFound);
	});

	it('keeps the history of a title: numbers, dates, sizes, what changed, and to how many', async () => {
		const heading = { kind: 'heading' as const, title: 'À savoir', voices: [] };
		const second = await press.issueOf(press.monthly, [heading, articleBlock(press.snow)], { title: 'Un printemps' });
		await db.transaction().execute((tx) => publishIssue(tx, operator, second.id));
		const { lines } = await getSeries(db, press.cast.desk, press.monthly.slug);
		expect(lines).toMatchObject([
			{ number: second.number, interval: 0, articles: 1, headingsChanged: true, recipients: 0 },
			{ number: issue.number, interval: null, headingsChanged: null, recipients: 19 }
		]);
		await expect(getSeries(db, press.cast.agentOfVille, press.monthly.slug)).rejects.toThrow(NotFound);
	});
});

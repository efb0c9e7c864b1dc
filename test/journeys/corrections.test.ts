import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIssueCorrections, sayInNextIssue, tellCorrections } from '#distribution/corrections/index.server.ts';
import { findIssueById, letterInBrowser, publishIssue, readIssuePage } from '#editions/publications/index.server.ts';
import type { Issue } from '#editions/publications/index.ts';
import { operator, publicReader } from '#foundation/accounts/index.ts';
import { listNotices } from '#foundation/notices/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';
import { sendAll } from '../support/delivered.ts';

describe.each(engines)('a correction of what was sent (%s)', (engine) => {
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
		await sendAll(db, press, issue, [{ structure: press.cast.ville.id, state: 'sent', count: 1 }]);
		close = async () => {
			press.close();
			await database.close();
		};
	});

	afterAll(() => close());

	const corrected = async (correction: string) => {
		const correctedAt = new Date(Date.parse(now()) + 1000).toISOString();
		await db.updateTable('article').set({ correction, correctedAt }).where('id', '=', press.snow).execute();
	};

	const inBrowser = async () =>
		letterInBrowser(
			db,
			await listStructures(db),
			{ publication: press.monthly.slug, number: issue.number, structure: 'agglo' },
			{ ...press.settings, dataDir: `${press.folder}/${Math.random()}` }
		);

	it('is nothing while nothing was corrected', async () => {
		expect((await getIssueCorrections(db, press.cast.desk, issue.id)).corrections).toEqual([]);
		expect(await inBrowser()).not.toContain('Corrigé le');
		expect(await tellCorrections(db)).toBe(0);
	});

	it('is said on the page of the issue and on the letter in a browser, and never changes what was sent', async () => {
		await corrected('Le départ est à 5 h, et non à 4 h.');
		const page = await readIssuePage(db, publicReader(press.cast.agglo.id), press.monthly.slug, issue.number);
		expect(page.blocks[0]).toMatchObject({ corrected: expect.stringMatching(/^Corrigé le .*\s: Le départ est à 5/u) });
		expect(await inBrowser()).toMatch(/Corrigé le [^<]*Le départ est à 5/u);
		expect((await press.compile(issue)).agglo.html).not.toContain('Corrigé le');
	});

	it('is told once to who sent the letter', async () => {
		expect(await tellCorrections(db)).toBe(1);
		expect(await tellCorrections(db)).toBe(0);
		const [notice] = (await listNotices(db, press.cast.desk.id, {})).items;
		expect(notice).toMatchObject({ kind: 'correction', href: `/redaction/numeros/${issue.id}/rectificatif` });
	});

	it('proposes to each structure the words of its own, and puts them into the next issue once', async () => {
		const { desk, agentOfVille, ville, agglo } = press.cast;
		const { corrections } = await getIssueCorrections(db, desk, issue.id);
		expect(corrections[0]?.proposals.map(({ voices, title }) => ({ voices, title }))).toEqual([
			{ voices: [agglo.id], title: 'Neige sur les zones d’activités' },
			{ voices: [ville.id], title: 'Première neige' }
		]);
		const say = (actor = desk) => db.transaction().execute((tx) => sayInNextIssue(tx, actor, issue.id, press.snow));
		await expect(say(agentOfVille)).rejects.toThrow(NotFound);
		const next = await say();
		expect(next.number).toBe(issue.number + 1);
		const texts = (await findIssueById(db, next.id))!.blocks.filter((block) => block.kind === 'text');
		expect(texts.map(({ voices }) => voices)).toEqual([[agglo.id], [ville.id]]);
		expect(JSON.stringify(texts[1])).toContain('Le départ est à 5');
		await expect(say()).rejects.toThrow(Conflict);
		expect((await getIssueCorrections(db, desk, issue.id)).corrections[0]?.saidIn).toBe(next.number);
	});
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import {
	createArticle,
	getArticle,
	listByIds,
	publishArticle,
	submitArticle
} from '#editorial/articles/index.server.ts';
import { mediaPlaces, publishIssue } from '#editions/publications/index.server.ts';
import { recordDeparture } from '#foundation/accounts/index.server.ts';
import { operator, type Actor } from '#foundation/accounts/index.ts';
import {
	addConsent,
	addImage,
	deleteMedia,
	findConsentFaults,
	getLibraryItem,
	listLibrary,
	listVersions,
	loadMedia,
	openPicture,
	putBackVersion,
	remindConsents,
	replaceMedia,
	restoreMedia,
	withdrawConsent
} from '#foundation/media/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, paragraph } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

const plain = (background: string) =>
	sharp({ create: { width: 600, height: 400, channels: 3, background } })
		.png()
		.toBuffer();

describe.each(engines)('the pictures of people, on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	let desk: Actor;

	beforeAll(async () => {
		freezeClock('2026-11-26T08:00:00.000Z');
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
		desk = press.cast.desk;
	});
	afterAll(async () => {
		releaseClock();
		press.close();
		await close();
	});

	const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const portrait = async (name: string, background: string) => {
		const bytes = await plain(background);
		return inTx((tx) => addImage(tx, desk, { bytes, name, altText: `Portrait ${name}`, hasPeople: true }, press.store));
	};
	const consent = (mediaId: string, given: Partial<Parameters<typeof addConsent>[3]> = {}) =>
		inTx((tx) =>
			addConsent(tx, desk, mediaId, {
				...{ person: 'Nadia Ferhaoui', uses: ['intranet', 'letter', 'journal'] },
				...{ proof: 'Classeur des accords, n° 12', ...given }
			})
		);
	/** An article that stands in the letter of agents, with the picture at its head and in its text. */
	const publish = (media: string, title: string) =>
		press.publish(
			draftOf(press.cast, {
				title,
				cover: { media },
				body: { type: 'doc', content: [paragraph('Conversation.'), { type: 'image', attrs: { media } }] }
			})
		);
	const read = async (id: string) => {
		const [summary] = await listByIds(db, press.cast.asVille, [id]);
		return { summary: summary!, page: await getArticle(db, press.cast.asVille, summary!.slug) };
	};
	const notices = () => db.selectFrom('notice').selectAll().where('kind', '=', 'media').orderBy('id').execute();

	test('a way out that a person did not allow is found, and named', async () => {
		const media = await portrait('nadia-voie.png', '#345');
		const ask = (outlets: string[], day = '2026-11-26') =>
			findConsentFaults(db, { mediaIds: [media.id], outlets, reach: 'internal', day });
		expect(await ask(['intranet'])).toEqual([
			expect.objectContaining({ mediaId: media.id, sentence: expect.stringContaining('aucun accord') })
		]);
		await consent(media.id, { untilOn: '2026-12-31' });
		expect(await ask(['intranet', 'letter'])).toEqual([]);
		expect((await ask(['intranet', 'social']))[0]!.sentence).toBe(
			'Nadia Ferhaoui n’a pas donné son accord pour les réseaux sociaux (image « nadia-voie.png »).'
		);
		expect((await ask(['intranet'], '2027-01-01'))[0]!.sentence).toContain('a pris fin le 31 décembre 2026');
		expect((await listLibrary(db, { q: 'ferhaoui NADIA-VOIE' })).items.map(({ media: { id } }) => id)).toEqual([
			media.id
		]);
	});

	test('an article is neither sent to validation nor published by a way that somebody did not allow', async () => {
		const media = await portrait('refus.png', '#456');
		await consent(media.id, { uses: ['intranet', 'letter'] });
		await expect(publish(media.id, 'Sans le journal')).rejects.toThrow(
			'Nadia Ferhaoui n’a pas donné son accord pour le journal (image « refus.png »).'
		);
		const { id } = await inTx((tx) =>
			createArticle(tx, desk, draftOf(press.cast, { title: 'Sans le journal', cover: { media: media.id } }))
		);
		await expect(inTx((tx) => submitArticle(tx, desk, id))).rejects.toThrow(Conflict);
		await consent(media.id, { uses: ['journal'] });
		await inTx((tx) => publishArticle(tx, desk, id));
		expect((await read(id)).summary.title).toBe('Sans le journal');
	});

	test('a consent taken back removes the picture from the page, the list, the letter and its own address', async () => {
		const media = await portrait('nadia.png', '#543');
		const given = await consent(media.id);
		const article = await publish(media.id, 'Nadia, ATSEM');
		const issue = await press.issueOf(press.weekly, [articleBlock(article, 'full')]);
		const seen = async () => ({
			page: (await read(article)).page.html.includes(media.key),
			list: (await loadMedia(db, [(await read(article)).summary.cover!.media])).has(media.id),
			letter: (await press.compile(issue)).ville.html.includes(media.key)
		});
		expect(await seen()).toEqual({ page: true, list: true, letter: true });
		const withdraw = (actor: Actor) =>
			inTx((tx) => withdrawConsent(tx, actor, given, 'Courriel du 25 novembre', mediaPlaces));
		await expect(withdraw(press.cast.agentOfVille)).rejects.toThrow(Forbidden);
		const { isWithdrawn, uses } = await withdraw(desk);
		expect(isWithdrawn).toBe(true);
		expect(uses.map(({ place, title, moment }) => [place, title, moment])).toEqual([
			['Article', 'Nadia, ATSEM', 'live'],
			['Infolettre', expect.stringContaining('L’Infolettre du jeudi n° 1'), 'working']
		]);
		expect(await seen()).toEqual({ page: false, list: false, letter: false });
		await expect(openPicture({ db, store: press.store }, media.key, 600, 'jpg')).rejects.toThrow(NotFound);
		expect((await listLibrary(db, { state: 'retirees' })).items[0]!.media.id).toBe(media.id);
		const [told] = await notices();
		expect(told).toMatchObject({ agentId: press.cast.desk.id, href: `/redaction/mediatheque/${media.id}` });
		expect(told!.detail).toContain('2\u00a0endroits');

		await expect(inTx((tx) => restoreMedia(tx, desk, media.id, mediaPlaces))).rejects.toThrow('a retiré son accord');
		await consent(media.id, { uses: ['intranet'] });
		await inTx((tx) => restoreMedia(tx, desk, media.id, mediaPlaces));
		expect(await seen()).toEqual({ page: true, list: true, letter: true });
	});

	test('an issue does not go out with a picture that somebody allows no longer there', async () => {
		const media = await portrait('lettre.png', '#654');
		await consent(media.id, { uses: ['intranet', 'journal'] });
		const letter = await consent(media.id, { uses: ['letter'] });
		const issue = await press.issueOf(press.weekly, [articleBlock(await publish(media.id, 'Dans la lettre'))]);
		expect((await press.compile(issue)).agglo.errors).toEqual([]);
		await inTx((tx) => withdrawConsent(tx, desk, letter, 'Courriel', mediaPlaces));
		expect((await press.compile(issue)).agglo.errors.map(({ code, message }) => [code, message])).toEqual([
			['consent', 'Nadia Ferhaoui a retiré son accord pour l’infolettre (image « lettre.png »).']
		]);
		await expect(inTx((tx) => publishIssue(tx, desk, issue.id))).rejects.toThrow('pour l’infolettre');
	});

	test('a narrower consent that still covers what is shown keeps the picture', async () => {
		const media = await portrait('lionel.png', '#717');
		await consent(media.id, { person: 'Lionel Pasquet', uses: ['intranet', 'letter', 'journal'] });
		const social = await consent(media.id, { person: 'lionel pasquet', uses: ['social'] });
		await publish(media.id, 'Lionel, au volant');
		const { isWithdrawn } = await inTx((tx) => withdrawConsent(tx, desk, social, 'De vive voix', mediaPlaces));
		expect(isWithdrawn).toBe(false);
	});

	test('another file takes the place of a picture everywhere, and may be taken back', async () => {
		const media = await portrait('avant.png', '#123');
		const given = await consent(media.id);
		const article = await publish(media.id, 'Avant, après');
		const html = async () => (await read(article)).page.html;
		expect(await html()).toContain(media.key);
		const draft = { bytes: await plain('#abc'), name: 'après.png', altText: 'La cour vide' };
		const after = await replaceMedia({ db, store: press.store }, desk, media.id, draft, mediaPlaces);
		expect(after).toMatchObject({ id: media.id, name: 'après.png', hasPeople: false });
		expect(await html()).toContain(after.key);
		expect(await html()).not.toContain(media.key);
		expect((await getLibraryItem(db, desk, media.id)).consents).toEqual([]);
		// What letters that have gone show stays under the consent of who is on it.
		await inTx(async (tx) => {
			const [version] = await listVersions(tx, media.id);
			expect(version!.consents.map(({ id }) => id)).toEqual([given]);
			await putBackVersion(tx, desk, media.id, version!.media.id, mediaPlaces);
		});
		expect(await html()).toContain(media.key);
		expect((await getLibraryItem(db, desk, media.id)).consents.map(({ id }) => id)).toEqual([given]);
	});

	test('what was published keeps its pictures, and what was never shown may go', async () => {
		const [kept, free] = [await portrait('gardée.png', '#111'), await portrait('libre.png', '#222')];
		await consent(kept.id);
		await publish(kept.id, 'Un article');
		const used = await mediaPlaces.used(db);
		expect([used.has(kept.id), used.has(free.id)]).toEqual([true, false]);
		await expect(deleteMedia({ db, store: press.store }, desk, kept.id, mediaPlaces)).rejects.toThrow(Conflict);
		await deleteMedia({ db, store: press.store }, desk, free.id, mediaPlaces);
		expect(await press.store.stat(`pictures/${free.key}/600.jpg`)).toBeUndefined();
		await expect(getLibraryItem(db, desk, free.id)).rejects.toThrow(NotFound);
	});

	test('the desk is told once that a consent ends, has ended, or that its agent has left', async () => {
		const { agentOfAgglo } = press.cast;
		const media = await portrait('youssef.png', '#999');
		const given = { person: 'Youssef Essai', agentId: agentOfAgglo.id, untilOn: '2027-01-15' };
		await consent(media.id, given);
		await consent((await portrait('jamais-montrée.png', '#888')).id, given);
		await publish(media.id, 'Youssef, à l’agglo');
		const run = async (at: string) => {
			freezeClock(at);
			return remindConsents(db, mediaPlaces);
		};
		expect(await run('2026-12-15T08:00:00.000Z')).toBe(0);
		expect(await run('2026-12-20T08:00:00.000Z')).toBe(1);
		expect(await run('2026-12-21T08:00:00.000Z')).toBe(0);
		await inTx((tx) => recordDeparture(tx, operator, agentOfAgglo.id, '2026-12-31'));
		expect(await run('2027-01-02T08:00:00.000Z')).toBe(1);
		// A week without the clock: what fell due is told once.
		expect(await run('2027-01-25T08:00:00.000Z')).toBe(1);
		expect(await run('2027-01-25T09:00:00.000Z')).toBe(0);
		const titles = (await notices()).filter(({ subjectId }) => subjectId === media.id).map(({ title }) => title);
		expect(titles).toEqual([
			expect.stringContaining('finit le 15 janvier 2027'),
			expect.stringContaining('a quitté sa structure'),
			expect.stringContaining('a pris fin')
		]);
	});
});

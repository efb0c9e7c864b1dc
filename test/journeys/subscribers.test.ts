import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	askSubscriptions,
	confirmationToken,
	confirmSubscriptions,
	countAudience,
	eraseSubscriber,
	exportSubscribers,
	findSubscriber,
	forgetSilentSubscribers,
	readConfirmationToken,
	importSubscribers,
	leave,
	listCandidates,
	readSubscriberToken,
	showSubscriber,
	stillReceives,
	subscribe,
	subscriberToken,
	suppress,
	unsuppress
} from '#distribution/subscribers/index.server.ts';
import { consentWording, type Candidate } from '#distribution/subscribers/index.ts';
import { createPublication, getPublicationById } from '#editions/publications/index.server.ts';
import { createAgent, disableAccount } from '#foundation/accounts/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const secret = 'un secret de trente-deux signes au moins';

async function* pieces(text: string | Uint8Array): AsyncIterable<Uint8Array> {
	const bytes = Buffer.from(text as string);
	const size = Math.max(7, Math.ceil(bytes.length / 100));
	for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe.each(engines)('subscribers on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;
	let letter: string;
	let inside: string;

	const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const imported = (text: string | Uint8Array, more: Record<string, unknown> = {}) =>
		importSubscribers(db, operator, pieces(text), { publicationId: letter, origin: 'Essai', secret, ...more });
	const candidates = async (publicationId: string): Promise<Candidate[]> =>
		act(async (tx) => {
			const all: Candidate[] = [];
			for await (const some of listCandidates(tx, await getPublicationById(tx, publicationId), secret))
				all.push(...some);
			return all;
		});
	const publication = async (slug: string, reach: 'public' | 'internal', more = {}) =>
		act((tx) =>
			createPublication(tx, operator, {
				...{ slug, kind: 'newsletter', title: slug, tagline: '', cadence: '', reach, ownerId: cast.ville.id },
				voices: [cast.ville.id, cast.agglo.id],
				...more
			})
		);

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
		letter = (await publication('lettre', 'public')).id;
		inside = (await publication('infolettre', 'internal')).id;
	});
	afterAll(() => close());

	it('gives a token that is opaque, short, the same every time, and worth nothing once changed', () => {
		const owner = { subscriberId: cast.desk.id, publicationId: letter };
		const token = subscriberToken(secret, owner);
		expect(token).toMatch(/^[\w-]{63}$/);
		expect(subscriberToken(secret, owner)).toBe(token);
		expect(readSubscriberToken(secret, token)).toEqual(owner);
		expect(readSubscriberToken('un autre secret', token)).toBeUndefined();
		for (const at of [0, 20, 40, 61])
			expect(
				readSubscriberToken(secret, token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1))
			).toBeUndefined();
		expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain(letter.replaceAll('-', '').slice(0, 12));
	});

	const table = 'Nom;Courriel;Structure\r\n"Élise; dite Lili";elise@exemple.fr;Agglo\r\nZoé;ZOE@Exemple.fr ;ville\r\n';
	const windows = Uint8Array.from(table, (sign) => sign.charCodeAt(0));
	it.each([
		['UTF-8 and ;', table, 'utf-8', ';'],
		['UTF-8 with its mark', `\ufeff${table}`, 'utf-8', ';'],
		['Windows-1252', windows, 'windows-1252', ';'],
		[
			'commas and quotes',
			'Nom,E-mail,structure\n"Élise, dite ""Lili""",elise@exemple.fr,"Agglo"\nZoé,zoe@exemple.fr,\n',
			'utf-8',
			','
		],
		['no header', 'elise@exemple.fr;agglo\nzoe@exemple.fr;ville\n', 'utf-8', ';']
	])('reads a file in %s', async (_, text, encoding, separator) => {
		const report = await imported(text, { isDryRun: true });
		expect(report).toMatchObject({ lines: 2, added: 2, invalid: 0, encoding, separator, isDryRun: true });
		expect(report.voices).toEqual({ agglo: 1, ville: 1 });
		await expect(showSubscriber(db, 'elise@exemple.fr', secret)).rejects.toThrow('Aucun abonné');
	});

	it('subscribes by import once, with the proof of the origin, and says which lines cannot be taken', async () => {
		const text = 'courriel\nana@exemple.fr\n\npas une adresse\nANA@exemple.fr\nbob@exemple.fr\n"sans@fin\n';
		const report = await imported(text.replace('"sans', 'sans'));
		expect(report).toMatchObject({ lines: 5, added: 2, already: 1, left: 0, suppressed: 0, invalid: 2 });
		expect(report.faults.map(({ line }) => line)).toEqual([4, 7]);
		const again = await imported(text.replace('"sans', 'sans'));
		expect(again).toMatchObject({ lines: 5, added: 0, already: 3, invalid: 2 });
		const { subscriptions, consents } = await showSubscriber(db, 'Ana@exemple.fr', secret);
		expect(subscriptions).toMatchObject([{ publication: 'lettre', state: 'active' }]);
		expect(consents).toMatchObject([{ act: 'imported', source: 'Import : Essai' }]);
	});

	it('never subscribes again who left, nor who is suppressed', async () => {
		const { subscriberId } = await act((tx) =>
			subscribe(
				tx,
				cast.desk,
				{ address: 'parti@exemple.fr', publicationId: letter, structureId: null, source: 'Salon' },
				secret
			)
		);
		for (let times = 0; times < 2; times += 1)
			await act((tx) => leave(tx, null, { subscriberId, publicationId: letter, source: 'Lien de la lettre' }));
		await act((tx) => suppress(tx, operator, { address: 'mort@exemple.fr', scope: 'all', reason: 'hard' }, secret));
		const report = await imported('parti@exemple.fr\nmort@exemple.fr\nneuf@exemple.fr\n');
		expect(report).toMatchObject({ lines: 3, added: 1, left: 1, suppressed: 1 });
		const { consents } = await showSubscriber(db, 'parti@exemple.fr', secret);
		expect(consents.map(({ act }) => act)).toEqual(['subscribed', 'left']);
		const draft = { address: 'mort@exemple.fr', publicationId: letter, structureId: null, source: 'Salon' };
		await expect(act((tx) => subscribe(tx, operator, draft, secret))).rejects.toThrow('écartées');
	});

	it.each([
		['NIR by its name', 'courriel;N° de sécurité sociale\na1@exemple.fr;x\n'],
		['NIR by its content', 'courriel;code\na1@exemple.fr;2 69 05 49 588 157 80\n'],
		['birth dates by their name', 'e-mail;Né(e) le\na1@exemple.fr;x\n'],
		['birth dates by their content', 'e-mail;info\na1@exemple.fr;12/03/1969\na2@exemple.fr;01/01/1984\n'],
		['no address at all', 'nom;prénom\nx;y\n'],
		['a quotation mark without end', `courriel\n"${'x'.repeat(300_000)}\n`]
	])('refuses a file with %s, and writes nothing', async (_, text) => {
		await expect(imported(text)).rejects.toMatchObject({ name: 'Invalid' });
		await expect(showSubscriber(db, 'a1@exemple.fr', secret)).rejects.toThrow('Aucun abonné');
	});

	it('takes addresses for an internal title only when somebody attests that they are those of agents', async () => {
		const asked = { publicationId: inside, isAttested: false };
		await expect(imported('x@ville.example\n', asked)).rejects.toMatchObject({
			fields: { attested: expect.anything() }
		});
		const personal = imported('courriel;mail perso\nx@ville.example;x@exemple.fr\n', { ...asked, isAttested: true });
		await expect(personal).rejects.toThrow('personnel');
	});

	it('lists every candidate once, with an address or a reason; what is counted before is the same', async () => {
		const { id: withoutAddress } = await act((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Paul', lastName: 'Sans', staffNumber: 'A1' },
				memberships: [{ structureId: cast.agglo.id }]
			})
		);
		const { id: gone } = await act((tx) =>
			createAgent(tx, operator, {
				...{ firstName: 'Gil', lastName: 'Fermé', email: 'gil@essai.example' },
				memberships: [{ structureId: cast.agglo.id }]
			})
		);
		await act((tx) => disableAccount(tx, operator, gone));
		await imported('courriel\nmelanie@essai.example\nexterne@essai.example\nmort@exemple.fr\n', {
			...{ publicationId: inside, isAttested: true }
		});
		const all = await candidates(inside);
		const reasons = (structureId: string) =>
			Object.entries(
				Object.groupBy(
					all.filter((each) => each.structureId === structureId && each.exclusion),
					({ exclusion }) => exclusion!
				)
			).map(([reason, list]) => [reason, list.length]);
		expect(new Set(all.map(({ subscriberId }) => subscriberId)).size).toBe(all.length);
		expect(all.every(({ address, exclusion }) => (address === null) !== (exclusion === null))).toBe(true);
		expect(all.find(({ agentId }) => agentId === withoutAddress)?.exclusion).toBe('no-address');
		expect(all.some(({ agentId }) => agentId === gone)).toBe(false);
		expect(all.flatMap(({ address }) => address ?? []).sort()).toEqual([
			'externe@essai.example',
			'maud@essai.example',
			'melanie@essai.example',
			'youssef@essai.example'
		]);
		const audience = await countAudience(db, await getPublicationById(db, inside), secret);
		for (const { structureId, recipients, excluded } of audience) {
			expect(recipients).toBe(all.filter((each) => each.structureId === structureId && each.address).length);
			expect(Object.entries(excluded).filter(([, how]) => how > 0)).toEqual(reasons(structureId));
		}
	});

	it('follows the lists of a title, and lets no agent leave service information', async () => {
		const lists = [{ structureId: cast.agglo.id, serviceId: null, site: null }];
		const service = await publication('service', 'internal', { isService: true, settings: { lists } });
		const [first, ...others] = await candidates(service.id);
		expect(others.map(({ address }) => address)).toContain('youssef@essai.example');
		expect([first, ...others].some((each) => each?.address === 'melanie@essai.example')).toBe(false);
		const { id } = await showSubscriber(db, 'youssef@essai.example', secret);
		const asked = { subscriberId: id, publicationId: service.id, source: 'Lien' };
		await expect(act((tx) => leave(tx, null, asked))).rejects.toThrow('informations de service');
		await act((tx) => leave(tx, null, { ...asked, publicationId: inside }));
		expect((await candidates(inside)).find(({ subscriberId }) => subscriberId === id)?.exclusion).toBe('left');
	});

	it('says at the moment of sending who still receives', async () => {
		const ids = (await candidates(inside)).flatMap(({ subscriberId, address }) => (address ? subscriberId : []));
		const before = await stillReceives(db, ids, inside, secret);
		expect(before.size).toBe(3);
		const { id } = await showSubscriber(db, 'externe@essai.example', secret);
		await act((tx) => leave(tx, null, { subscriberId: id, publicationId: inside, source: 'Lien' }));
		const scope = cast.ville.id;
		await act((tx) => suppress(tx, null, { address: 'melanie@essai.example', scope, reason: 'complaint' }, secret));
		const after = await stillReceives(db, ids, inside, secret);
		expect(after.size).toBe(1);
		const { suppressions } = await showSubscriber(db, 'melanie@essai.example', secret);
		expect(suppressions).toMatchObject([{ scope, reason: 'complaint' }]);
		const { addressKey: key } = await db
			.selectFrom('suppression')
			.selectAll()
			.where('scope', '=', scope)
			.executeTakeFirstOrThrow();
		await expect(act((tx) => unsuppress(tx, cast.agentOfVille, { key, scope, reason: 'x' }))).rejects.toThrow('droit');
		await act((tx) => unsuppress(tx, cast.desk, { key, scope, reason: 'Signalement par erreur' }));
		expect((await stillReceives(db, ids, inside, secret)).size).toBe(2);
	});

	const choice = () => [{ publicationId: letter, structureId: cast.agglo.id }];
	const ask = (address: string) =>
		act((tx) => askSubscriptions(tx, { address, choices: choice(), source: 'Formulaire public' }, secret));

	it('subscribes by the form only once the mail is answered, and keeps the words that were read', async () => {
		const asked = await ask('Residente@Exemple.fr');
		expect(asked).toMatchObject({ address: 'residente@exemple.fr', asked: ['lettre'], already: [] });
		const { subscriberId } = asked!;
		expect((await candidates(letter)).find((each) => each.subscriberId === subscriberId)?.exclusion).toBe('pending');
		expect(readConfirmationToken(secret, confirmationToken(secret, subscriberId))).toBe(subscriberId);
		expect(readSubscriberToken(secret, confirmationToken(secret, subscriberId))).toBeUndefined();
		await act((tx) => confirmSubscriptions(tx, subscriberId, [letter]));
		expect((await candidates(letter)).find((each) => each.subscriberId === subscriberId)).toMatchObject({
			...{ address: 'residente@exemple.fr', structureId: cast.agglo.id, exclusion: null }
		});
		const { consents } = await showSubscriber(db, 'residente@exemple.fr', secret);
		expect(consents.map(({ act }) => act)).toEqual(['asked', 'confirmed']);
		expect(consents[0]?.wording).toContain(consentWording('lettre'));
		expect((await ask('residente@exemple.fr'))?.already).toEqual(['lettre']);
		await expect(
			db.updateTable('consentEvent').set({ wording: 'autre chose' }).where('subscriberId', '=', subscriberId).execute()
		).rejects.toThrow('append-only');
	});

	it('offers no internal title, and answers nothing for an address that the desk put aside', async () => {
		const choices = [{ publicationId: inside, structureId: null }];
		const form = { address: 'x@exemple.fr', choices, source: 'Formulaire public' };
		await expect(act((tx) => askSubscriptions(tx, form, secret))).rejects.toMatchObject({
			fields: { titles: expect.anything() }
		});
		await act((tx) => suppress(tx, operator, { address: 'x@exemple.fr', scope: 'all', reason: 'manual' }, secret));
		expect(await ask('x@exemple.fr')).toBeUndefined();
	});

	it('forgets somebody but for a hash, which no import passes; only the person comes back', async () => {
		const { id } = await showSubscriber(db, 'residente@exemple.fr', secret);
		await act((tx) => eraseSubscriber(tx, id));
		expect(await findSubscriber(db, id, secret)).toBeUndefined();
		for (const table of ['subscriber', 'subscription', 'consentEvent', 'suppression', 'auditEntry'] as const) {
			const rows = await db.selectFrom(table).selectAll().execute();
			expect([table, JSON.stringify(rows).includes('residente')]).toEqual([table, false]);
		}
		expect(await imported('residente@exemple.fr\n')).toMatchObject({ added: 0, suppressed: 1 });
		const again = await ask('residente@exemple.fr');
		await act((tx) => confirmSubscriptions(tx, again!.subscriberId, [letter]));
		expect((await stillReceives(db, [again!.subscriberId], letter, secret)).size).toBe(1);
	});

	it('forgets what was never confirmed after thirty days, and the silent after three years', async () => {
		await ask('oublieuse@exemple.fr');
		const later = (days: number) => freezeClock(new Date(Date.now() + days * 86_400_000).toISOString());
		try {
			later(29);
			expect(await forgetSilentSubscribers(db)).toBe(0);
			later(31);
			expect(await forgetSilentSubscribers(db)).toBeGreaterThan(0);
			await expect(showSubscriber(db, 'oublieuse@exemple.fr', secret)).rejects.toThrow('Aucun abonné');
			expect((await showSubscriber(db, 'ana@exemple.fr', secret)).subscriptions).toHaveLength(1);
			later(3 * 365 + 2 + 60);
			await forgetSilentSubscribers(db);
			await expect(showSubscriber(db, 'ana@exemple.fr', secret)).rejects.toThrow('Aucun abonné');
			await expect(showSubscriber(db, 'youssef@essai.example', secret)).resolves.toBeDefined();
		} finally {
			releaseClock();
		}
	});

	it('exports for a purpose that is written down, guarded against formulas', async () => {
		await imported('=somme@exemple.fr\nzoe@exemple.fr\n');
		const read = async (purpose: string) =>
			(await Array.fromAsync(exportSubscribers(db, cast.desk, letter, purpose))).join('');
		await expect(read(' ')).rejects.toThrow('à quoi');
		const text = await read('Vérifier les adresses avec l’accueil');
		expect(text.startsWith('\ufeffcourriel;structure;état\r\n')).toBe(true);
		expect(text).toContain("\r\n'=somme@exemple.fr;ville;Abonné\r\n");
		const [entry] = await listAudit(db, { kind: 'publication', id: letter }, 1);
		expect(entry).toMatchObject({
			action: 'subscriber.export',
			detail: { purpose: expect.stringContaining('accueil') }
		});
	});
});

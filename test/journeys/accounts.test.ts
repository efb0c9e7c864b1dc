import { createHash } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { operator, type AgentActor } from '#foundation/accounts/index.ts';
import {
	changePassword,
	choosePassword,
	createAgent,
	disableAccount,
	findActor,
	findSession,
	firstAdminToken,
	getAgent,
	getLink,
	grantRole,
	hashPassword,
	inviteAgent,
	listSessions,
	recordDeparture,
	revokeRole,
	signIn,
	signOut,
	signOutEverywhere,
	sourceOf,
	switchStructure
} from '#foundation/accounts/index.server.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { createStructure } from '#foundation/structures/index.server.ts';
import { plainIdentity } from '#foundation/structures/index.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';

// Real hashing, whose calls are counted: time says too little on a busy machine.
vi.mock(import('@node-rs/argon2'), { spy: true });

const secret = 'a secret of the installation, long enough';
const source = sourceOf(secret, '192.0.2.7');
const password = 'quatre mésanges sur le toit';
const passwordHash = await hashPassword(password);
const noon = Date.UTC(2026, 10, 19, 11);
const minute = 60_000;
const hour = 60 * minute;

/** Time stands at noon, plus what is said. */
const after = (milliseconds: number) => freezeClock(new Date(noon + milliseconds).toISOString());

describe.each(engines)('accounts on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let ville: string;
	let agglo: string;
	let nadia: string;

	beforeEach(async () => {
		after(0);
		({ db, close } = await freshDatabase(engine));
		await db.transaction().execute(async (tx) => {
			const add = (shortName: string, name: string) =>
				createStructure(tx, operator, { shortName, name, kind: 'commune', identity: plainIdentity(name) });
			ville = (await add('Ville', 'Ville de Brézanne')).id;
			agglo = (await add('Agglo', 'Brézanne Val d’Ormelle Agglo')).id;
			const memberships = [{ structureId: ville }, { structureId: agglo }];
			const draft = { firstName: 'Nadia', lastName: 'Berthelot', memberships, passwordHash };
			nadia = (await createAgent(tx, operator, { ...draft, email: 'Nadia@Ville.example', staffNumber: 'v 4812' })).id;
		});
	});

	afterEach(async () => {
		releaseClock();
		await close();
	});

	const trySigningIn = (identifier: string, typed = password, from = source) =>
		signIn(db, { identifier, password: typed, source: from, userAgent: 'Firefox', secret, isDemo: false });

	async function signedIn(identifier = 'nadia@ville.example'): Promise<string> {
		const result = await trySigningIn(identifier);
		if (!result.isSignedIn) throw new Error(result.message);
		return result.token;
	}

	it('opens to an e-mail address in any case, and to a staff number', async () => {
		for (const identifier of ['nadia@ville.example', ' NADIA@ville.EXAMPLE', 'V4812', 'v 4812']) {
			const found = await findSession(db, await signedIn(identifier));
			expect(found?.actor).toMatchObject({
				id: nadia,
				name: 'Nadia Berthelot',
				structures: [ville, agglo],
				grants: []
			});
		}
	});

	it('keeps only the hash of what the cookie holds', async () => {
		const token = await signedIn();
		const rows = await db.selectFrom('session').selectAll().execute();
		expect(rows.map((row) => row.id)).toEqual([createHash('sha256').update(token).digest('hex')]);
		expect(JSON.stringify(rows)).not.toContain(token);
	});

	it('says the same to a wrong password, a stranger, a closed account and one without a password', async () => {
		const draft = { lastName: 'Roche', memberships: [{ structureId: ville }] };
		await db.transaction().execute(async (tx) => {
			await createAgent(tx, operator, { ...draft, firstName: 'Ali', email: 'ali@ville.example' });
			const { id } = await createAgent(tx, operator, { ...draft, firstName: 'Léa', staffNumber: 'V1', passwordHash });
			await disableAccount(tx, operator, id);
		});
		const answers = [
			await trySigningIn('nadia@ville.example', 'autre chose'),
			await trySigningIn('personne@ville.example'),
			await trySigningIn('V1'),
			await trySigningIn('ali@ville.example'),
			await trySigningIn('', '')
		];
		for (const answer of answers)
			expect(answer).toEqual({ isSignedIn: false, message: 'Identifiant ou mot de passe incorrect.', retryAt: null });
	});

	it('compares one password of the same cost, for somebody and for nobody', async () => {
		const invited = { firstName: 'Ali', lastName: 'Roche', memberships: [{ structureId: ville }] };
		await db.transaction().execute((tx) => createAgent(tx, operator, { ...invited, email: 'ali@ville.example' }));
		for (const who of ['nadia@ville.example', 'personne@ville.example', 'ali@ville.example']) {
			vi.mocked(verify).mockClear();
			await trySigningIn(who, 'autre chose');
			const compared = vi.mocked(verify).mock.calls.map(([kept]) => String(kept).split('$').slice(1, 4));
			expect(compared, who).toEqual([['argon2id', 'v=19', 'm=19456,t=4,p=1']]);
		}
	});

	it.each(['nadia@ville.example', 'personne@ville.example'])(
		'locks %s after ten failures, for a quarter of an hour',
		async (who) => {
			for (let attempt = 0; attempt < 10; attempt++)
				expect(await trySigningIn(who, 'autre chose')).toMatchObject({ retryAt: null });
			const locked = { isSignedIn: false, message: 'Trop d’essais. Réessayez à partir de 12\u00a0h\u00a015.' };
			expect(await trySigningIn(who)).toMatchObject(locked);
			after(14 * minute);
			expect(await trySigningIn(who)).toMatchObject(locked);
			after(15 * minute);
			expect(await trySigningIn(who)).not.toHaveProperty('retryAt', expect.any(String));
		}
	);

	it('counts guesses made at the same time one by one, and by both names of one account', async () => {
		const guesses = Array.from({ length: 16 }, (_, at) =>
			trySigningIn(at % 2 ? 'V4812' : 'nadia@ville.example', `faux ${at}`)
		);
		const answers = await Promise.all(guesses);
		expect(answers.filter((answer) => !answer.isSignedIn && answer.retryAt !== null)).toHaveLength(6);
	});

	it('stops a source that tries many accounts, and no other source', async () => {
		await db
			.insertInto('signInTally')
			.values({ door: source, failures: 99, lastAt: new Date(noon).toISOString() })
			.execute();
		await trySigningIn('a@ville.example');
		expect(await trySigningIn('nadia@ville.example')).toMatchObject({ isSignedIn: false, retryAt: expect.any(String) });
		expect((await trySigningIn('nadia@ville.example', password, sourceOf(secret, '192.0.2.8'))).isSignedIn).toBe(true);
	});

	it('writes neither passwords nor what strangers typed', async () => {
		await trySigningIn('oups-mon-mot-de-passe', password);
		await trySigningIn('nadia@ville.example', 'autre chose');
		await signedIn();
		const kept = JSON.stringify([await listAudit(db), await db.selectFrom('signInTally').selectAll().execute()]);
		expect(kept).toContain('account.refuse');
		for (const secretWord of ['oups', 'autre chose', password, '192.0.2']) expect(kept).not.toContain(secretWord);
	});

	it('ends after twelve hours without a visit, lasts with visits, and never past seven days', async () => {
		const token = await signedIn();
		after(11 * hour);
		expect(await findSession(db, token)).toBeDefined();
		after(22 * hour);
		expect(await findSession(db, token)).toBeDefined();
		after(34 * hour);
		expect(await findSession(db, token)).toBeUndefined();
		after(40 * hour);
		const other = await signedIn();
		for (let passed = 11; passed < 7 * 24; passed += 11) {
			after((40 + passed) * hour);
			expect(await findSession(db, other)).toBeDefined();
		}
		after((40 + 7 * 24) * hour);
		expect(await findSession(db, other)).toBeUndefined();
	});

	it('writes when it was last seen at most once a minute', async () => {
		const token = await signedIn();
		after(59_000);
		expect((await findSession(db, token))?.session.lastSeenAt).toBe(new Date(noon).toISOString());
		after(60_000);
		await findSession(db, token);
		expect((await listSessions(db, nadia))[0]?.lastSeenAt).toBe(new Date(noon + 60_000).toISOString());
	});

	it('signs out here, or everywhere', async () => {
		const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
		await db.transaction().execute((tx) => signOut(tx, one));
		expect(await findSession(db, one)).toBeUndefined();
		const { actor } = (await findSession(db, two))!;
		await db.transaction().execute((tx) => signOutEverywhere(tx, actor));
		expect(await findSession(db, two)).toBeUndefined();
		expect(await findSession(db, three)).toBeUndefined();
	});

	it('closes on the day after the last one, at once for a day that is past', async () => {
		const token = await signedIn();
		await db.transaction().execute((tx) => recordDeparture(tx, operator, nadia, '2026-11-19'));
		expect(await findSession(db, token)).toBeDefined();
		after(11 * hour);
		expect(await findSession(db, token)).toBeDefined();
		after(12 * hour);
		expect(await findSession(db, token)).toBeUndefined();
		expect(await trySigningIn('V4812')).toMatchObject({ isSignedIn: false, retryAt: null });
		after(0);
		await db.transaction().execute((tx) => recordDeparture(tx, operator, nadia, '2026-11-18'));
		expect(await listSessions(db, nadia)).toEqual([]);
	});

	it('gives and takes roles at once, and keeps somebody who administers everything', async () => {
		const token = await signedIn();
		const admin = { role: 'admin', scope: { kind: 'everything' } } as const;
		const editor = { role: 'editor', scope: { kind: 'structure', id: ville } } as const;
		await db.transaction().execute(async (tx) => {
			await grantRole(tx, operator, nadia, admin);
			await grantRole(tx, operator, nadia, editor);
			await grantRole(tx, operator, nadia, editor);
		});
		expect((await findSession(db, token))?.actor).toMatchObject({
			structures: [ville, agglo],
			grants: [admin, editor]
		});
		await db.transaction().execute((tx) => revokeRole(tx, operator, nadia, editor));
		expect((await findSession(db, token))?.actor.grants).toEqual([admin]);
		await expect(db.transaction().execute((tx) => revokeRole(tx, operator, nadia, admin))).rejects.toThrow(/dernière/);
		await expect(db.transaction().execute((tx) => disableAccount(tx, operator, nadia))).rejects.toThrow(/dernière/);
	});

	it('lets the administration of one structure manage its own agents only', async () => {
		const chief: AgentActor = {
			kind: 'agent',
			id: nadia,
			name: 'Nadia',
			structures: [ville],
			grants: [{ role: 'admin', scope: { kind: 'structure', id: ville } }]
		};
		const add = (structureId: string, email: string) =>
			db
				.transaction()
				.execute((tx) =>
					createAgent(tx, chief, { firstName: 'Zoé', lastName: 'Lam', email, memberships: [{ structureId }] })
				);
		const { id } = await add(ville, 'zoe@ville.example');
		await expect(add(agglo, 'zoe@agglo.example')).rejects.toThrow(/droit/);
		const everything = { role: 'admin', scope: { kind: 'everything' } } as const;
		await expect(db.transaction().execute((tx) => grantRole(tx, chief, id, everything))).rejects.toThrow(/droit/);
		await expect(add(ville, 'ZOE@ville.example')).rejects.toThrow(/déjà un compte/);
	});

	it('reads as another of one’s own structures, in this session', async () => {
		const token = await signedIn();
		const { session, actor } = (await findSession(db, token))!;
		await db.transaction().execute((tx) => switchStructure(tx, actor, session.id, agglo));
		expect((await findSession(db, token))?.actor.structures).toEqual([agglo, ville]);
		await expect(db.transaction().execute((tx) => switchStructure(tx, actor, session.id, 'autre'))).rejects.toThrow();
	});

	it('takes a first password by a link that works once, and signs in', async () => {
		const { token } = await db.transaction().execute((tx) => inviteAgent(tx, operator, nadia));
		expect(JSON.stringify(await db.selectFrom('accountLink').selectAll().execute())).not.toContain(token);
		const choice = { password: 'Berthelot;4812Vq', userAgent: '' };
		await expect(choosePassword(db, token, choice)).rejects.toThrow(/vous désigne/);
		const chosen = 'trois hérissons dans le jardin';
		const twice = [1, 2].map(() => choosePassword(db, token, { ...choice, password: chosen }));
		const outcomes = await Promise.allSettled(twice);
		expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(getLink(db, token)).rejects.toThrow(/déjà servi/);
		expect((await trySigningIn('V4812', chosen)).isSignedIn).toBe(true);
		expect((await trySigningIn('V4812')).isSignedIn).toBe(false);
	});

	it('refuses a link after seven days, and the earlier one as soon as there is another', async () => {
		const invite = () => db.transaction().execute((tx) => inviteAgent(tx, operator, nadia));
		const [first, second] = [await invite(), await invite()];
		await expect(getLink(db, first.token)).rejects.toThrow(/expiré/);
		expect((await getLink(db, second.token)).agent?.id).toBe(nadia);
		after(7 * 24 * hour);
		await expect(getLink(db, second.token)).rejects.toThrow(/expiré/);
	});

	it('offers the first administrator’s link only while nobody has an account', async () => {
		expect(await firstAdminToken(db)).toBeUndefined();
		await db.deleteFrom('agent').execute();
		const token = (await firstAdminToken(db))!;
		const person = { firstName: 'Inès', lastName: 'Moreau', email: 'ines@ville.example' };
		await expect(choosePassword(db, token, { password, userAgent: '' })).rejects.toThrow(/prénom/);
		const session = await findSession(db, await choosePassword(db, token, { password, person, userAgent: '' }));
		expect(session?.actor).toMatchObject({ structures: [ville, agglo], grants: [{ role: 'admin' }] });
		expect(await firstAdminToken(db)).toBeUndefined();
	});

	it('changes a password with the present one, and signs out elsewhere', async () => {
		const [here, elsewhere] = [await signedIn(), await signedIn()];
		const { session, actor } = (await findSession(db, here))!;
		const change = (current: string, next: string) =>
			changePassword(db, actor, { current, password: next, sessionId: session.id });
		await expect(change('autre chose', 'trois hérissons dans le jardin')).rejects.toMatchObject({
			fields: { current: expect.any(String) }
		});
		await expect(change(password, 'court')).rejects.toMatchObject({ fields: { password: expect.any(String) } });
		await change(password, 'trois hérissons dans le jardin');
		expect(await findSession(db, here)).toBeDefined();
		expect(await findSession(db, elsewhere)).toBeUndefined();
		expect(await getAgent(db, nadia)).toMatchObject({ hasPassword: true, staffNumber: 'V4812' });
		expect((await findActor(db, nadia))?.name).toBe('Nadia Berthelot');
	});
});

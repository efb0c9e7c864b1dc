import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgent, hashPassword } from '#foundation/accounts/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { engines, freshUrl } from '../support/databases.ts';
import { signInAs, startServer, type RunningServer } from '../support/server.ts';

/** The built server, started on a new database as `npm start` starts it. */
describe.each(engines)('the first start on %s', (engine) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'unisson-start-'));
	let server: RunningServer;
	let url: string;
	let drop: () => Promise<void>;

	beforeAll(async () => {
		const fresh = await freshUrl(engine);
		({ drop } = fresh);
		url = engine === 'postgres' ? fresh.url : join(dataDir, 'unisson.sqlite');
		server = await startServer(dataDir, engine === 'postgres' ? { DATABASE_URL: fresh.url } : {});
	}, 180_000);
	afterAll(async () => {
		expect(await server?.stop()).toBe(0);
		await drop?.();
		rmSync(dataDir, { recursive: true, force: true });
	});

	const read = async (who: string, path: string) => {
		const response = await fetch(server.origin + path, { headers: { cookie: await signInAs(server.origin, who) } });
		return { status: response.status, html: await response.text() };
	};

	it('says where it is and who may try it', () => {
		expect(server.output()).toContain('Unisson est prêt');
		expect(server.output()).toContain('agent.ville@demo.unisson.example');
	});

	it('lets each structure read its own plan, and its own passages only', async () => {
		const path = '/articles/plan-de-viabilite-hivernale';
		const [ville, agglo] = [await read('agent.ville', path), await read('agent.agglo', path)];
		expect([ville.status, agglo.status]).toEqual([200, 200]);
		expect(ville.html).toContain('entrée sud');
		expect(agglo.html).not.toContain('entrée sud');
		expect(agglo.html).toContain('l’Agglo ouvre les zones d’activités');
		expect(ville.html).not.toContain('l’Agglo ouvre les zones d’activités');
	});

	it('does not find for the Agglo what is the Ville’s own, on the page or by searching', async () => {
		expect((await read('agent.agglo', '/articles/rifseep')).status).toBe(404);
		expect((await read('agent.ville', '/recherche?q=primes')).html).toContain('/articles/rifseep');
		expect((await read('agent.agglo', '/recherche?q=primes')).html).not.toContain('/articles/rifseep');
	});

	it('makes a page once for all who read alike, and puts each one’s own name in it', async () => {
		const db = openDatabase(url);
		const { id } = await getStructure(db, 'ville');
		const passwordHash = await hashPassword('unisson-demo');
		const odile = { firstName: 'Odile', lastName: 'Vasseur', email: 'odile@demo.unisson.example', passwordHash };
		await db.transaction().execute((tx) => createAgent(tx, operator, { ...odile, memberships: [{ structureId: id }] }));
		await db.destroy();
		const names = { 'agent.ville': 'Mélanie Brossard', odile: 'Odile Vasseur' };
		const cookies = await Promise.all(Object.keys(names).map((who) => signInAs(server.origin, who)));
		const asked = Array.from({ length: 12 }, (_, index) => index % 2);
		const pages = await Promise.all(
			asked.map(async (who) => (await fetch(`${server.origin}/agenda`, { headers: { cookie: cookies[who]! } })).text())
		);
		const named = pages.map((html) => Object.values(names).map((name) => html.includes(name)));
		expect(named).toEqual(asked.map((who) => [who === 0, who === 1]));
	});

	it('says at the terminal’s end what is wrong with a setting, and which one', async () => {
		await expect(startServer(dataDir, { PORT: 'trois mille' })).rejects.toThrow(/Le réglage PORT/);
	});
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoData, signInAs, startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let drop: () => void;
let cookie: string;

beforeAll(async () => {
	const demo = await demoData();
	drop = demo.drop;
	server = await startServer(demo.dataDir);
	cookie = await signInAs(server.origin, 'agent.ville');
});
afterAll(async () => {
	await server?.stop();
	drop?.();
});

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(server.origin + path, { redirect: 'manual', headers });

it('sends a policy that lets no foreign or inline script run', async () => {
	for (const path of ['/', '/connexion', '/accessibilite']) {
		const policy = (await get(path, { cookie })).headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).not.toContain('unsafe-eval');
	}
});

it('tells browsers not to guess, not to leak and not to keep', async () => {
	const { headers } = await get('/', { cookie });
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('referrer-policy')).toMatch(/same-origin|no-referrer|strict-origin/);
	expect(headers.get('cache-control')).toMatch(/no-store|private/);
	expect(headers.get('permissions-policy')).toContain('camera=()');
});

it('refuses a form that another site posts', async () => {
	const response = await fetch(`${server.origin}/connexion`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: 'https://ailleurs.example', 'content-type': 'application/x-www-form-urlencoded' },
		body: 'email=agent.ville%40demo.unisson.example&password=unisson-demo'
	});
	expect(response.status).toBe(403);
});

it('refuses a page of the desk to who does not write, on a page of ours', async () => {
	const response = await get('/redaction', { cookie, accept: 'text/html' });
	expect(response.status).toBe(403);
	expect(await response.text()).toContain('Accès réservé');
});

it('sends nobody away from the site after signing in', async () => {
	const response = await fetch(`${server.origin}/connexion?suite=https://ailleurs.example/`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: 'email=agent.ville%40demo.unisson.example&password=unisson-demo'
	});
	expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
});

it('keeps the session out of the reach of scripts, and forgets it at sign-out', async () => {
	const response = await fetch(`${server.origin}/connexion`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: 'email=agent.ville%40demo.unisson.example&password=unisson-demo'
	});
	const set = response.headers.getSetCookie().find((one) => one.startsWith('unisson_session='))!;
	expect(set).toMatch(/HttpOnly/i);
	expect(set).toMatch(/SameSite=Lax/i);
	const mine = set.split(';')[0]!;
	expect((await get('/', { cookie: mine })).status).toBe(200);
	await fetch(`${server.origin}/deconnexion`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.origin, cookie: mine, 'content-type': 'application/x-www-form-urlencoded' }
	});
	expect((await get('/', { cookie: mine })).status).toBe(303);
});

it('opens to nobody signed out anything but what is public', async () => {
	const closed = [
		'/',
		'/articles/plan-de-viabilite-hivernale',
		'/rubriques/mobilites',
		'/annonces',
		'/journaux',
		'/recherche?q=neige',
		'/administration/courrier',
		'/redaction/mediatheque'
	];
	for (const path of closed) expect([path, (await get(path)).status]).toEqual([path, 303]);
	for (const path of ['/accessibilite', '/mentions-legales', '/donnees-personnelles', '/sante'])
		expect([path, (await get(path)).status]).toEqual([path, 200]);
});

it('shows a public letter to anyone, without scripts or reserved passages, and an internal one to nobody there', async () => {
	const response = await get('/lettres/la-lettre-de-l-agglo/31?structure=agglo');
	const html = await response.text();
	expect(response.status).toBe(200);
	expect(html).toContain('Neige');
	expect(html).not.toMatch(/<script/i);
	expect(html).not.toContain('dépôt des Forges');
	expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect((await get('/lettres/infolettre-du-jeudi/46')).status).toBe(404);
	expect((await get('/lettres/infolettre-du-jeudi/46', { cookie })).status).toBe(404);
});

it('reads a public article behind its letter as the public does', async () => {
	const path = '/lettres/la-lettre-de-l-agglo/31/plan-de-viabilite-hivernale?structure=ville';
	const html = await (await get(path, { cookie })).text();
	expect(html).toContain('déneige');
	expect(html).not.toContain('À dire aux habitants');
	expect(html).not.toContain('dépôt des Forges');
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anonymous, type AgentActor } from '#foundation/accounts/index.ts';
import { ownPath, ruleOf, rules } from '../../src/routes/access.ts';
import { routesTable, routesTablePath } from '../support/routes-table.ts';

describe('access to routes', () => {
	it('is written in docs/routes.md for every route (node test/support/routes-table.ts)', () => {
		expect(readFileSync(routesTablePath, 'utf8')).toBe(routesTable());
	});

	it('asks for an agent wherever nothing else was declared', () => {
		expect(ruleOf('/une-page/[inconnue]')).toBe('agent');
		expect(ruleOf('/connexionnel')).toBe('agent');
		expect(rules.agent.allows({ actor: anonymous, reader: null, isLocal: true })).toBe(false);
	});

	it('follows the nearest declared address above, whatever the groups', () => {
		expect(ruleOf('/(reading)/lettres/[publication]/[number]')).toBe('public');
		expect(ruleOf('/administration/comptes')).toBe('administration');
		expect(ruleOf('/administration/courrier/[name]')).toBe('everything');
	});

	it('opens the administration to those who administer something, and the rest to those who administer everything', () => {
		const chief: AgentActor = {
			kind: 'agent',
			id: 'a',
			name: 'A',
			structures: ['ville'],
			grants: [{ role: 'admin', scope: { kind: 'structure', id: 'ville' } }]
		};
		const visitor = { actor: chief, reader: null, isLocal: false };
		expect(rules.administration.allows(visitor)).toBe(true);
		expect(rules.everything.allows(visitor)).toBe(false);
		expect(rules.administration.allows({ ...visitor, actor: { ...chief, grants: [] } })).toBe(false);
	});
});

describe('the page to go back to', () => {
	it.each(['/', '/articles/neige', '/recherche?q=neige&page=2', '/articles/neige#suite'])('is %s', (path) => {
		expect(ownPath(path)).toBe(path);
	});

	it.each([
		null,
		'',
		'https://ailleurs.example/',
		'//ailleurs.example',
		'/\\ailleurs.example',
		'/.//ailleurs.example',
		'javascript:alert(1)',
		'/\tailleurs',
		'/connexion?suite=/',
		'/deconnexion'
	])('is the home page rather than %s', (path) => {
		expect(ownPath(path)).toBe('/');
	});
});

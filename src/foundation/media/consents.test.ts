import { describe, expect, test } from 'vitest';
import { byPerson, consentFaults, consentState, isRenewed, usesOf, type Consent } from './consents.ts';

const day = '2026-11-26';

const consent = (given: Partial<Consent> = {}): Consent => ({
	...{ id: '1', mediaId: 'm', person: 'Nadia Ferhaoui', agentId: null, uses: ['intranet', 'letter'] },
	...{ fromOn: null, untilOn: null, proof: 'Classeur A', createdAt: '2026-01-01T00:00:00.000Z' },
	...{ withdrawnAt: null, withdrawnReason: '', ...given }
});

const portrait = { name: 'nadia.jpg', hasPeople: true, withdrawnAt: null };
const faults = (consents: Consent[], given: Partial<Parameters<typeof consentFaults>[2]> = {}) =>
	consentFaults(portrait, consents, { uses: ['intranet'], reach: 'internal', day, ...given });

describe('a picture with people', () => {
	test('is covered by nothing while nobody on it is registered', () => {
		expect(faults([])).toEqual([
			'L’image « nadia.jpg » montre des personnes reconnaissables : aucun accord n’est enregistré.'
		]);
	});

	test('may be shown where everybody on it agrees, and the sentence names who does not', () => {
		const lionel = consent({ id: '2', person: 'Lionel Pasquet', uses: ['intranet'] });
		expect(faults([consent(), lionel])).toEqual([]);
		expect(faults([consent(), lionel], { uses: ['intranet', 'letter', 'social'] })).toEqual([
			'Nadia Ferhaoui n’a pas donné son accord pour les réseaux sociaux (image « nadia.jpg »).',
			'Lionel Pasquet n’a pas donné son accord pour l’infolettre et les réseaux sociaux (image « nadia.jpg »).'
		]);
	});

	test('asks for one more consent as soon as anyone may read', () => {
		expect(faults([consent()], { reach: 'public' })[0]).toContain('pour les pages et flux publics');
		expect(usesOf(['intranet', 'feed'], 'internal')).toEqual(['intranet', 'public']);
	});

	test('is covered from the first day to the last, and several consents add up', () => {
		const dated = consent({ fromOn: '2026-11-26', untilOn: '2026-11-26' });
		expect(faults([dated])).toEqual([]);
		expect(faults([dated], { day: '2026-11-27' })[0]).toContain('a pris fin le 26 novembre 2026');
		expect(faults([dated], { day: '2026-11-25' })[0]).toContain('ne commence que le 26 novembre 2026');
		const social = consent({ id: '2', person: 'NADIA FERHAOUI', uses: ['social'] });
		expect(faults([dated, social], { uses: ['intranet', 'social'] })).toEqual([]);
	});

	test('is shown nowhere once it is withdrawn, whatever was allowed', () => {
		const withdrawn = { ...portrait, withdrawnAt: '2026-11-20T08:00:00.000Z' };
		expect(consentFaults(withdrawn, [consent()], { uses: [], reach: 'internal', day })[0]).toContain('est retirée');
		expect(faults([consent({ withdrawnAt: '2026-11-20T08:00:00.000Z' })])[0]).toContain('a retiré son accord');
	});
});

test('a landscape asks for nothing', () => {
	const landscape = { ...portrait, hasPeople: false };
	expect(consentFaults(landscape, [], { uses: ['social'], reach: 'public', day })).toEqual([]);
});

test('a consent ends soon during its last thirty days, unless another goes further', () => {
	const ending = consent({ untilOn: '2026-12-26' });
	expect(consentState(ending, day)).toBe('soon');
	expect(consentState(ending, '2026-11-25')).toBe('valid');
	expect(consentState(ending, '2026-12-27')).toBe('ended');
	expect(isRenewed(ending, [ending, consent({ id: '2' })])).toBe(true);
	expect(isRenewed(ending, [ending, consent({ id: '2', uses: ['intranet'] })])).toBe(false);
	expect(isRenewed(ending, [ending, consent({ id: '2', person: 'Lionel Pasquet' })])).toBe(false);
});

test('one person is one person, whatever the accents of the name', () => {
	expect(byPerson([consent({ person: 'Élise Noël' }), consent({ person: 'elise noel' })])).toHaveLength(1);
});

import { describe, expect, it } from 'vitest';
import type { Remit } from '#foundation/sections/index.ts';
import { remitAdvice, withArticle } from './remit.ts';

const structures = [
	{ id: 'ville', shortName: 'Ville' },
	{ id: 'agglo', shortName: 'Agglo' },
	{ id: 'ccas', shortName: 'CCAS' }
];
const cell = (structureId: string, stance: Remit['stance'], writers: string[] = []) =>
	({
		...{ sectionId: 'mobilites', structureId, stance, angle: '' },
		people: writers.map((name) => ({ agentId: name.toLowerCase(), name, jobTitle: '', duty: 'writes' as const }))
	}) satisfies Remit;
const names = { structures, section: 'Mobilités', agentId: 'nadege' };
const remits = [cell('agglo', 'leads', ['Sandrine', 'Maud']), cell('ville', 'relays', ['Nadège'])];
const draft = { sectionId: 'mobilites' };

describe('writing outside of one’s remit', () => {
	it('says who leads, and whom to invite', () => {
		const advice = remitAdvice(draft, remits, ['ville'], names);
		expect(advice).toMatchObject({
			level: 'advice',
			title: 'Rubrique pilotée par l’Agglo',
			detail: 'Mobilités\u00a0: inviter Sandrine et Maud\u202f?',
			invite: [
				{ agentId: 'sandrine', name: 'Sandrine' },
				{ agentId: 'maud', name: 'Maud' }
			]
		});
	});

	it('is silent for those who lead, for its writers, elsewhere, and where nobody leads', () => {
		expect(remitAdvice(draft, remits, ['ville', 'agglo'], names)).toBeUndefined();
		expect(remitAdvice(draft, remits, ['ville'], { ...names, agentId: 'maud' })).toBeUndefined();
		expect(remitAdvice({ sectionId: 'culture' }, remits, ['ville'], names)).toBeUndefined();
		expect(remitAdvice(draft, [cell('ville', 'relays')], ['ccas'], names)).toBeUndefined();
	});

	it('reads structures with their article', () => {
		expect(['Agglo', 'Ville', 'CCAS', 'CC des Hauts'].map(withArticle)).toEqual([
			'l’Agglo',
			'la Ville',
			'le CCAS',
			'la CC des Hauts'
		]);
	});
});

import { expect, it } from 'vitest';
import { approverWords, delayWords, stepWords } from './wording.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it('says delays as people do', () => {
	expect([4, 24, 36, 48].map((hours) => plain(delayWords(hours)))).toEqual(['4 h', '24 h', '36 h', '2 jours']);
});

it('says who decides, by when, and who stands in', () => {
	expect(plain(stepWords({ who: ['Bruno', 'Maud'], dueHours: 24, substitute: 'Claire' }))).toBe(
		'Bruno et Maud, sous 24 h (suppléance : Claire)'
	);
	expect(plain(stepWords({ who: [], dueHours: 48, substitute: undefined }))).toBe(
		'personne pour le moment, sous 2 jours'
	);
	expect(plain(approverWords({ kind: 'role', role: 'direction' }))).toBe('le rôle « Direction générale »');
});

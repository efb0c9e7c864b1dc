import { describe, expect, it } from 'vitest';
import { passwordFaults, type PasswordOwner } from './rules.ts';
import { accountDoor, lockedUntil, oneMore, sessionEnd, sessionLimits, type Tally } from './limits.ts';

const owner: PasswordOwner = {
	isAdmin: false,
	names: ['Nadia', 'Berthelot', 'n.berthelot@ville.example', '004812'],
	structures: ['Ville de Brézanne', 'Brézanne Val d’Ormelle Agglo']
};
const admin = { ...owner, isAdmin: true };

describe('a password', () => {
	it.each([
		['twelve signs of four kinds', 'Vq7!kz;Lm2#p'],
		['a phrase of four words, without a digit', 'quatre mésanges sur le toit'],
		['a phrase that holds a common word', 'le chocolat fond lentement ici']
	])('may be %s', (_, password) => {
		expect(passwordFaults(password, owner)).toEqual([]);
	});

	it.each([
		['short', 'Vq7!kz', /au moins 12 signes/],
		['without a sign', 'Vq7kzLm2pRt9', /Il manque un signe/],
		['without capitals nor digits', 'vqkzlm;ptrwx', /une majuscule et un chiffre/],
		['one long word', 'anticonstitutionnellement', /Il manque/],
		['the same words again', 'tata tata tata tata tata', /Il manque|courant/],
		['a common word in disguise', 'M0tDeP@sse2026!', /trop courant/],
		['a greeting and a year', 'Bienvenue2026!!', /trop courant/],
		['a run of the keyboard', 'Azertyuiop123!', /trop courant/],
		['its owner’s name', 'Berthelot;4812Vq', /vous désigne/],
		['his structure’s name without its accent', 'Brezanne!7kzLm', /votre structure/],
		['a phrase with his structure’s name', 'quatre mésanges à Brézanne', /votre structure/],
		['few signs again and again', 'Aa1!Aa1!Aa1!', /répète/]
	])('may not be %s', (_, password, sentence) => {
		expect(passwordFaults(password, owner).join(' ')).toMatch(sentence);
	});

	it('is longer for administrators, unless it is a phrase', () => {
		expect(passwordFaults('Vq7!kz;Lm2#p', admin).join()).toMatch(/au moins 16 signes/);
		expect(passwordFaults('Vq7!kz;Lm2#pR9+w', admin)).toEqual([]);
		expect(passwordFaults('quatre mésanges sur le toit', admin)).toEqual([]);
	});
});

describe('a door', () => {
	const at = (minutes: number) => new Date(Date.UTC(2026, 10, 19, 7, minutes)).toISOString();
	const tries = (count: number, minutes: number, from?: Tally) =>
		Array.from({ length: count }).reduce<Tally | undefined>((tally) => oneMore(tally, accountDoor, at(minutes)), from)!;

	it('is locked for a quarter of an hour by ten attempts, and then gives three back', () => {
		expect(lockedUntil(tries(9, 0), accountDoor, at(0))).toBeUndefined();
		const tally = tries(10, 0);
		expect(lockedUntil(tally, accountDoor, at(14))).toBe(at(15));
		expect(lockedUntil(tally, accountDoor, at(15))).toBeUndefined();
		expect(lockedUntil(tries(2, 16, tally), accountDoor, at(16))).toBeUndefined();
		expect(lockedUntil(tries(3, 16, tally), accountDoor, at(16))).toBe(at(31));
	});

	it('forgets after a quiet day', () => {
		expect(oneMore(tries(9, 0), accountDoor, at(24 * 60 + 1)).failures).toBe(1);
	});
});

describe('a session', () => {
	const start = '2026-11-19T07:00:00.000Z';
	it('ends after twelve idle hours, and after seven days whatever happens', () => {
		const limits = sessionLimits([{ role: 'editor' }]);
		expect(sessionEnd(start, '2026-11-20T07:00:00.000Z', limits)).toBe('2026-11-20T19:00:00.000Z');
		expect(sessionEnd(start, '2026-11-26T06:00:00.000Z', limits)).toBe('2026-11-26T07:00:00.000Z');
	});
	it('is shorter for administrators', () => {
		expect(sessionEnd(start, start, sessionLimits([{ role: 'admin' }]))).toBe('2026-11-19T09:00:00.000Z');
	});
});

import { describe, expect, it } from 'vitest';
import { providerOf } from './providers.ts';
import { alarmOf, alarmWindow, breaker, estimate, punctuality, settle } from './rules.ts';
import { bounceToken, readBounceToken, returnPath } from './verp.ts';

const at = '2026-11-26T10:00:00.000Z';

describe('what an attempt makes of a letter', () => {
	it('is certain when the server answered, whatever the policy', () => {
		for (const policy of ['hold', 'resend'] as const) {
			expect(settle('accepted', 1, policy, at)).toEqual({ state: 'sent', nextAt: null });
			expect(settle('refused', 1, policy, at)).toEqual({ state: 'failed', nextAt: null });
		}
	});

	it('waits longer each time it is put off, and is given up in the end', () => {
		const waits = [1, 2, 3, 4, 5].map((attempts) => settle('deferred', attempts, 'hold', at).nextAt);
		expect(waits).toEqual(['10:05', '10:15', '11:00', '14:00', '14:00'].map((time) => `2026-11-26T${time}:00.000Z`));
		expect(settle('deferred', 8, 'hold', at)).toEqual({ state: 'failed', nextAt: null });
	});

	it('is doubtful when the server was given the text and did not answer: kept, or sent again, as was asked', () => {
		expect(settle('unknown', 1, 'hold', at)).toEqual({ state: 'uncertain', nextAt: null });
		expect(settle('unknown', 1, 'resend', at).state).toBe('deferred');
	});

	it('is tried again soon when the server never had the text', () => {
		expect(settle('lost', 1, 'hold', at)).toEqual({ state: 'pending', nextAt: '2026-11-26T10:00:05.000Z' });
		expect(settle('lost', 2, 'hold', at)).toEqual({ state: 'deferred', nextAt: '2026-11-26T10:15:00.000Z' });
	});
});

describe('a mailing that goes wrong', () => {
	const latest = (refused: number, deferred: number) => [
		...Array.from({ length: refused }, () => 'refused' as const),
		...Array.from({ length: deferred }, () => 'deferred' as const),
		...Array.from({ length: alarmWindow - refused - deferred }, () => 'accepted' as const)
	];

	it('stops by itself from one letter refused in twenty, or one put off in five', () => {
		expect(alarmOf(latest(10, 0))).toContain('refusé 5 %');
		expect(alarmOf(latest(0, 40))).toContain('plus tard 20 %');
		expect(alarmOf(latest(9, 39))).toBeUndefined();
	});

	it('is not judged on its first letters', () => {
		expect(alarmOf(Array.from({ length: alarmWindow - 1 }, () => 'refused' as const))).toBeUndefined();
	});

	it('spares a provider that puts letters off', () => {
		expect([1, 2, 3].map((inARow) => breaker(inARow, 4))).toEqual([
			{ together: 4, restFor: 0 },
			{ together: 2, restFor: 0 },
			{ together: 1, restFor: 900_000 }
		]);
	});
});

describe('a mailing', () => {
	it('leaves at its moment, up to two hours late, and then asks a person', () => {
		expect(punctuality('2026-11-26T10:00:01.000Z', at)).toBe('early');
		expect(punctuality('2026-11-26T08:00:00.000Z', at)).toBe('due');
		expect(punctuality('2026-11-26T07:59:59.000Z', at)).toBe('missed');
	});

	it('says beforehand how long it takes', () => {
		expect(estimate(5200, 10)).toBe(520);
	});
});

describe('who keeps a mailbox', () => {
	it('is told by its domain', () => {
		expect(['a@orange.fr', 'a@wanadoo.fr', 'a@laposte.net', 'a@ville.example'].map(providerOf)).toEqual([
			'orange',
			'orange',
			'laposte',
			'other'
		]);
	});
});

describe('the address of return', () => {
	const secret = 'un secret';
	const id = '01a21e81-7846-7474-973f-b157e469da1c';

	it('names the delivery, whatever a server does to its capitals', () => {
		expect(readBounceToken(secret, bounceToken(secret, id).toUpperCase())).toBe(id);
		expect(returnPath('retours@lettre.ville.example', bounceToken(secret, id)).indexOf('@')).toBeLessThanOrEqual(64);
	});

	it('cannot be made up', () => {
		const token = bounceToken(secret, id);
		expect(readBounceToken('un autre', token)).toBeUndefined();
		expect(readBounceToken(secret, `0${token.slice(1)}`)).toBe(token.startsWith('0') ? id : undefined);
		expect(readBounceToken(secret, 'n’importe quoi')).toBeUndefined();
	});
});

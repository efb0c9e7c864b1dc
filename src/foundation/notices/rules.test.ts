import { describe, expect, it } from 'vitest';
import { usualQuietHours } from './quiet.ts';
import { isDigestDue, type Addressee } from './rules.ts';

const tuesday = '2026-11-24T09:00:00.000Z';
const waiting = (ats: string[], more: Partial<Addressee> = {}): Addressee => ({
	notices: ats.map((at) => ({ at, isUrgent: false })),
	lastMailedAt: null,
	quiet: usualQuietHours,
	...more
});

describe('a grouped mail', () => {
	it('waits five minutes for what happens together', () => {
		expect(isDigestDue(waiting(['2026-11-24T08:56:00.000Z']), tuesday)).toBe(false);
		expect(isDigestDue(waiting(['2026-11-24T08:55:00.000Z', '2026-11-24T08:59:00.000Z']), tuesday)).toBe(true);
	});

	it('leaves an hour after the one before', () => {
		const settled = ['2026-11-24T08:30:00.000Z'];
		expect(isDigestDue(waiting(settled, { lastMailedAt: '2026-11-24T08:01:00.000Z' }), tuesday)).toBe(false);
		expect(isDigestDue(waiting(settled, { lastMailedAt: '2026-11-24T08:00:00.000Z' }), tuesday)).toBe(true);
	});

	it('leaves at no hour of rest, unless it is urgent', () => {
		const [sunday, night] = ['2026-11-22T10:00:00.000Z', '2026-11-24T19:00:00.000Z'];
		const old = waiting(['2026-11-20T10:00:00.000Z']);
		expect([sunday, night, '2026-12-25T10:00:00.000Z'].map((at) => isDigestDue(old, at))).toEqual([
			false,
			false,
			false
		]);
		const urgent = { ...old, notices: [...old.notices, { at: sunday, isUrgent: true }] };
		expect(isDigestDue(urgent, sunday)).toBe(true);
	});
});

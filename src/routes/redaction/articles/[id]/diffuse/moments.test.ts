import { describe, expect, it } from 'vitest';
import { delayBetween, delayed, fieldsOf, momentOf, suggestions } from './moments.ts';

describe('moments of publication', () => {
	it('proposes tomorrow and Monday at eight by the clock of the territory', () => {
		// A Wednesday evening in Paris.
		expect(suggestions('2026-11-25T20:00:00.000Z')).toEqual([
			{ label: 'Demain 8\u00a0h', at: '2026-11-26T07:00:00.000Z' },
			{ label: 'Lundi 8\u00a0h', at: '2026-11-30T07:00:00.000Z' }
		]);
		// A Sunday: tomorrow is Monday. A Monday: the next one.
		expect(suggestions('2026-11-29T20:00:00.000Z')).toHaveLength(1);
		expect(suggestions('2026-11-30T08:00:00.000Z')[1]?.at).toBe('2026-12-07T07:00:00.000Z');
		// Over the change to summer time.
		expect(suggestions('2026-03-28T10:00:00.000Z')[0]?.at).toBe('2026-03-29T06:00:00.000Z');
	});

	it('knows how long everybody waits after agents', () => {
		const eight = '2026-11-26T07:00:00.000Z';
		expect(delayed(eight, '2')).toBe('2026-11-26T09:00:00.000Z');
		expect(delayBetween(eight, delayed(eight, '24'))).toBe('24');
		expect(delayBetween(eight, null)).toBe('0');
		expect(delayBetween(eight, '2026-11-26T07:10:00.000Z')).toBeUndefined();
	});

	it('reads the two fields as it writes them', () => {
		const at = '2026-11-26T07:30:00.000Z';
		expect(fieldsOf(at)).toEqual({ day: '2026-11-26', time: '08:30' });
		expect(momentOf(fieldsOf(at))).toBe(at);
		expect(momentOf({ day: '', time: '08:00' })).toBeUndefined();
	});
});

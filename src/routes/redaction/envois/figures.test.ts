import { describe, expect, it } from 'vitest';
import { doneOf, lasting, rateOf, segmentsOf, shareOf } from './figures.ts';

const counts = { pending: 700, sending: 10, sent: 1240, deferred: 3, failed: 2, uncertain: 1, skipped: 4, bounced: 1 };

describe('the figures of a mailing', () => {
	it('add up, whatever became of the letters', () => {
		const segments = segmentsOf(counts);
		expect(segments.map(({ key, letters }) => [key, letters])).toEqual([
			['sent', 1240],
			['back', 3],
			['uncertain', 1],
			['aside', 4],
			['later', 3],
			['left', 710]
		]);
		expect(segments.reduce((sum, { letters }) => sum + letters, 0)).toBe(1961);
		expect(doneOf(counts)).toBe(1248);
	});

	it('never say that all is done before it is', () => {
		expect([shareOf(0, 0), shareOf(1999, 2000), shareOf(2000, 2000)]).toEqual(['0\u00a0%', '99\u00a0%', '100\u00a0%']);
	});

	it('are said as a person says them', () => {
		expect([lasting(12), lasting(520)]).toEqual(['moins d’une minute', 'environ 9\u00a0min']);
		expect([rateOf(9.84), rateOf(214.6), rateOf(0.5)]).toEqual([
			'9,8 lettres par seconde',
			'215 lettres par seconde',
			'30 lettres par minute'
		]);
	});
});

import { expect, it } from 'vitest';
import { between, duration } from './durations.ts';

it.each([
	[0, '1 min'],
	[12 * 60_000 + 59_999, '12 min'],
	[3 * 3_600_000 + 1_800_000, '3 h'],
	[86_400_000, '1 j'],
	[28 * 3_600_000, '1 j 4 h'],
	[7 * 86_400_000, '7 j']
])('says %i ms as %s', (milliseconds, said) => expect(duration(milliseconds).replaceAll('\u00a0', ' ')).toBe(said));

it('counts the hours that passed, also on the night when clocks change', () => {
	expect(between('2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z').replaceAll('\u00a0', ' ')).toBe('1 j 1 h');
});

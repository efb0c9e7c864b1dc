import { describe, expect, it } from 'vitest';
import { completed, isRunning, preElectionStart, runningFor } from './rules.ts';

describe('pre-election periods', () => {
	it('begin on the first day of the sixth month before the month of the ballot', () => {
		expect(preElectionStart('2028-03')).toBe('2027-09-01');
		expect(preElectionStart('2026-03-15')).toBe('2025-09-01');
		expect(preElectionStart('2027-06-30')).toBe('2026-12-01');
		expect(preElectionStart('2027-07-01')).toBe('2027-01-01');
		expect(preElectionStart('2027-12-05')).toBe('2027-06-01');
	});

	it('hold their first and last days, for the structures that are concerned', () => {
		const period = {
			id: '1',
			structureId: 'ville',
			title: 'Municipales',
			electionOn: '2026-03-15',
			startOn: '2025-09-01',
			endOn: '2026-03-22'
		};
		expect(['2025-08-31', '2025-09-01', '2026-03-22', '2026-03-23'].map((day) => isRunning(period, day))).toEqual([
			false,
			true,
			true,
			false
		]);
		expect(runningFor([period], ['agglo'], '2026-01-01')).toEqual([]);
		expect(runningFor([period], ['agglo', 'ville'], '2026-01-01')).toEqual([period]);
	});

	it('take the days of the law unless others are said, and refuse those that hold no ballot', () => {
		const said = { structureId: 'ville', title: ' Élections  départementales ', electionOn: '2028-03-12' };
		expect(completed(said)).toEqual({
			draft: {
				structureId: 'ville',
				title: 'Élections départementales',
				electionOn: '2028-03-12',
				startOn: '2027-09-01',
				endOn: '2028-03-12'
			},
			faults: {}
		});
		expect(completed({ ...said, endOn: '2028-03-19' }).draft.endOn).toBe('2028-03-19');
		expect(Object.keys(completed({ ...said, startOn: '2028-04-01', endOn: '2028-03-01' }).faults)).toEqual([
			'startOn',
			'endOn'
		]);
		expect(Object.keys(completed({ structureId: '', title: ' ', electionOn: 'mars' }).faults)).toEqual([
			'structureId',
			'title',
			'electionOn'
		]);
	});
});

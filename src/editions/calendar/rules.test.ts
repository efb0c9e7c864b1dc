import { describe, expect, it } from 'vitest';
import { closeSubjects, daysShown, delayKept, loadOf, movedTo, stepFrom } from './rules.ts';

const article = (id: string, day: string, sectionId = 'mobilites', isPublished = false) => ({
	id,
	day,
	sectionId,
	isPublished
});

describe('the days of a view', () => {
	it('are a week from Monday, or the whole weeks of a month', () => {
		expect(daysShown('week', '2026-11-29')[0]).toBe('2026-11-23');
		expect(daysShown('month', '2026-11-29')).toHaveLength(42);
	});

	it('lead to those before and after, from anywhere in them', () => {
		expect(stepFrom('week', '2026-11-29', 1)).toBe('2026-11-30');
		expect(stepFrom('month', '2027-01-31', 1)).toBe('2027-02-01');
		expect(stepFrom('month', '2027-01-31', -1)).toBe('2026-12-01');
	});
});

describe('close subjects', () => {
	const ids = (found: Map<string, { id: string }[]>, id: string) => found.get(id)?.map((one) => one.id);

	it('are articles of one section within seven days, told on both, nearest first', () => {
		const found = closeSubjects([
			article('neige', '2026-11-24'),
			article('bus', '2026-12-01'),
			article('velo', '2026-11-26')
		]);
		expect(ids(found, 'neige')).toEqual(['velo', 'bus']);
		expect(ids(found, 'bus')).toEqual(['velo', 'neige']);
	});

	it('stop at the eighth day, at another section, and at what has appeared already', () => {
		expect(closeSubjects([article('neige', '2026-11-24'), article('bus', '2026-12-02')]).size).toBe(0);
		expect(closeSubjects([article('neige', '2026-11-24'), article('eau', '2026-11-24', 'environnement')]).size).toBe(0);
		const told = [article('neige', '2026-11-24', 'mobilites', true), article('bus', '2026-11-25', 'mobilites', true)];
		expect(closeSubjects(told).size).toBe(0);
		expect(ids(closeSubjects([...told, article('velo', '2026-11-30')]), 'neige')).toEqual(['velo']);
	});
});

describe('load', () => {
	it('counts by person and by week, warns above the level, and goes by name', () => {
		const by = (name: string, day: string, isLate = false) => ({ writer: { id: name, name }, day, isLate });
		const items = [
			...['23', '24', '25', '26', '27', '29'].map((day) => by('Zoé', `2026-11-${day}`, day === '23')),
			by('Anne', '2026-11-24'),
			by('Anne', '2026-11-30'),
			{ writer: null, day: '2026-11-30', isLate: false }
		];
		const [week, next] = loadOf(items, ['2026-11-23', '2026-11-30'], 5);
		expect(week?.people).toEqual([
			{ id: 'Anne', name: 'Anne', items: 1, late: 0, isOver: false },
			{ id: 'Zoé', name: 'Zoé', items: 6, late: 1, isOver: true }
		]);
		expect(next).toMatchObject({ people: [{ name: 'Anne', items: 1 }], unassigned: 1 });
	});
});

describe('moving to another day', () => {
	it('keeps the hour of the clocks when they change between the two', () => {
		expect(movedTo('2026-10-23T06:30:00.000Z', '2026-10-26')).toBe('2026-10-26T07:30:00.000Z');
		expect(movedTo('2026-03-27T07:30:00.000Z', '2026-03-29')).toBe('2026-03-29T06:30:00.000Z');
	});

	it('gives the morning to what had no day, another hour when asked, and nothing for what is no hour', () => {
		expect(movedTo(null, '2026-12-01')).toBe('2026-12-01T08:00:00.000Z');
		expect(movedTo(null, '2026-12-01', '14:15')).toBe('2026-12-01T13:15:00.000Z');
		expect(movedTo(null, '2026-12-01', '25:00')).toBeUndefined();
	});

	it('keeps the delay after which those outside may read', () => {
		const [at, later] = ['2026-11-24T07:00:00.000Z', '2026-11-26T07:00:00.000Z'];
		expect(delayKept(at, later, '2026-12-01T07:00:00.000Z')).toBe('2026-12-03T07:00:00.000Z');
		expect(delayKept(at, null, '2026-12-01T07:00:00.000Z')).toBeNull();
	});
});

import { describe, expect, it } from 'vitest';
import type { Draft } from './draft.ts';
import { join, settle } from './joining.ts';

const heading = (id: string, title = id) => ({ id, kind: 'heading' as const, title, voices: [] });
const draft = (ids: string[], more: Partial<Draft> = {}): Draft => ({
	...{ number: 47, title: 'Neige', date: '2026-11-26', preheader: '', editorial: null, isSpecial: false, voices: {} },
	blocks: ids.map((id) => heading(id)),
	...more
});
const ids = ({ blocks }: Draft) => blocks.map(({ id }) => id).join(' ');

describe('two compositions of one issue', () => {
	it('join by themselves when they touch different places', () => {
		const mine = draft(['b', 'a', 'c']);
		const theirs = draft(['a', 'b', 'new', 'c'], {
			title: 'Sel',
			voices: { v: { subject: 'À nous', preheader: '', order: null } }
		});
		const joined = join(draft(['a', 'b', 'c']), theirs, mine);
		expect(joined.clashes).toEqual([]);
		expect(settle(joined, {})).toMatchObject({ title: 'Sel', voices: theirs.voices });
		expect(ids(settle(joined, {}))).toBe('b new a c');
	});

	it('take away what one took away and the other left as it was', () => {
		const joined = join(draft(['a', 'b', 'c']), draft(['a', 'c']), draft(['c', 'a', 'b']));
		expect(joined.clashes).toEqual([]);
		expect(ids(settle(joined, {}))).toBe('c a');
	});

	it('wait for a choice where both wrote, and keep both texts until then', () => {
		const mine = draft(['a'], { title: 'Gel' });
		const theirs = draft([], { title: 'Sel' });
		const base = draft(['a'], { blocks: [heading('a', 'Avant')] });
		const joined = join(base, theirs, mine);
		expect(joined.clashes.map(({ id }) => id)).toEqual(['title', 'block/a']);
		expect(settle(joined, {})).toEqual(mine);
		expect(settle(joined, { title: 'theirs', 'block/a': 'theirs' })).toEqual(theirs);
	});
});

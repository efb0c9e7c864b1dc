import { describe, expect, it } from 'vitest';
import { addBlock, inOrder, moveBlock, newBlock, placeBlock, removeBlock, toggleVoice } from './blocks.ts';
import type { Draft } from './draft.ts';

const heading = (id: string, voices: string[] = []) => ({ id, kind: 'heading' as const, title: id, voices });
const draft = (...blocks: Draft['blocks']): Draft => ({
	...{ number: 47, title: '', date: '2026-11-26', preheader: '', editorial: null, isSpecial: false, voices: {} },
	blocks
});
const ids = (from: Draft, voice: string | null = null) => inOrder(from, voice).map(({ id }) => id);
const three = draft(heading('a'), heading('b', ['agglo']), heading('c'));

describe('blocks', () => {
	it('move for everybody, or for one structure past what it carries', () => {
		expect(ids(moveBlock(three, 'c', -1, null))).toEqual(['a', 'c', 'b']);
		const moved = moveBlock(three, 'c', -1, 'ville');
		expect(ids(moved)).toEqual(['a', 'b', 'c']);
		expect(ids(moved, 'ville')).toEqual(['c', 'a']);
		expect(moveBlock(three, 'a', -1, null), 'already first').toBe(three);
	});

	it('take the common order back when a structure’s own is the same again', () => {
		const moved = placeBlock(three, 'c', 0, 'ville');
		expect(placeBlock(moved, 'c', 1, 'ville').voices).toEqual({});
	});

	it('join a structure’s own order after the neighbour that they were added to', () => {
		const moved = placeBlock(three, 'c', 0, 'ville');
		const added = addBlock(moved, heading('new'), 'a');
		expect(ids(added, 'ville')).toEqual(['c', 'a', 'new']);
		expect(removeBlock(added, 'a').voices.ville?.order).toEqual(['c']);
	});

	it('stay before the imprint', () => {
		const closed = addBlock(three, newBlock('imprint', ['', '']), null);
		expect(ids(addBlock(closed, heading('new'), null)).at(-2)).toBe('new');
	});

	it('are carried by at least one structure', () => {
		const all = ['ville', 'agglo'];
		const first = toggleVoice(three, 'a', 'ville', all);
		expect(first.blocks[0]!.voices).toEqual(['agglo']);
		expect(toggleVoice(first, 'a', 'agglo', all)).toBe(first);
		expect(toggleVoice(first, 'a', 'ville', all).blocks[0]!.voices).toEqual([]);
	});
});

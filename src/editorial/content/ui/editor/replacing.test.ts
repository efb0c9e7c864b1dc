import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { emptyDesk } from './desk.ts';
import { vocabulary } from './extensions.ts';
import { replaceDoc } from './replacing.ts';
import { specification, toDoc } from './specification.ts';

const docOf = (...lines: string[]) => ({
	type: 'doc',
	content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
});
const open = (...lines: string[]) =>
	new Editor({ element: null, schemaSpec: specification, extensions: vocabulary(emptyDesk), content: docOf(...lines) });

describe('another text in place of one', () => {
	it.each([
		[
			['un', 'deux', 'trois'],
			['un', 'autre', 'trois']
		],
		[
			['un', 'deux'],
			['un', 'un', 'deux']
		],
		[
			['un', 'un', 'deux'],
			['un', 'deux']
		],
		[['un'], ['deux', 'trois']]
	])('%j becomes %j', (before, after) => {
		const { state, schema } = open(...before);
		const tr = replaceDoc(state, schema.nodeFromJSON(docOf(...after)))!;
		expect(toDoc(tr.doc)).toEqual(docOf(...after));
	});

	it('leaves the caret in a block that stays', () => {
		const { state, schema } = open('un', 'deux', 'trois');
		const placed = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 13)));
		const tr = replaceDoc(placed, schema.nodeFromJSON(docOf('un', 'une ligne plus longue', 'trois')))!;
		expect(tr.selection.$from.parent.textContent).toBe('trois');
	});

	it('does nothing for the same text', () => {
		const { state, schema } = open('un');
		expect(replaceDoc(state, schema.nodeFromJSON(docOf('un')))).toBeUndefined();
	});
});

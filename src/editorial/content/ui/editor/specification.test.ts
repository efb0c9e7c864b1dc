import { Editor } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { everyBlock } from '../../../../../test/golden/every-block.ts';
import { checkDoc } from '../../check.ts';
import { emptyDesk } from './desk.ts';
import { vocabulary } from './extensions.ts';
import { specification, toDoc } from './specification.ts';

const open = (content: object) =>
	new Editor({ element: null, schemaSpec: specification, extensions: vocabulary(emptyDesk), content });

describe('the editor’s schema', () => {
	it('gives back a document with every block unchanged', () => {
		const body = checkDoc(everyBlock.body);
		const editor = open(body);
		expect(toDoc(editor.state.doc)).toEqual(body);
		expect(checkDoc(editor.getJSON())).toEqual(body);
	});

	it('keeps what is not finished, which the server refuses to keep for good', () => {
		const body = { type: 'doc', content: [{ type: 'keyFigure', attrs: { value: '', label: 'de moins' } }] };
		expect(toDoc(open(body).state.doc)).toEqual(body);
		expect(() => checkDoc(body)).toThrow('le chiffre est vide');
	});
});

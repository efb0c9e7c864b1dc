import { Editor } from '@tiptap/core';
import { wrapIn, lift } from '@tiptap/pm/commands';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list';
import { describe, expect, it } from 'vitest';
import { address, Addressing, passages } from './addressing.ts';
import { emptyDesk } from './desk.ts';
import { vocabulary } from './extensions.ts';
import { marginLabel, readAddress } from './for-whom.ts';
import { specification } from './specification.ts';

const ville = { structures: ['ville'], reach: 'internal' as const };
const paragraph = (text: string, to?: object) => ({
	type: 'paragraph',
	...(to && { attrs: { for: to } }),
	content: [{ type: 'text', text }]
});

/** A text of these blocks, with the caret in one of them. */
function open(caret: number, ...content: object[]): EditorState {
	const editor = new Editor({
		element: null,
		schemaSpec: specification,
		extensions: [...vocabulary(emptyDesk), Addressing],
		content: { type: 'doc', content }
	});
	const { doc } = editor.state;
	return EditorState.create({
		doc,
		selection: TextSelection.near(doc.resolve(caret)),
		plugins: editor.extensionManager.plugins.filter((plugin) => plugin.spec.key === passages)
	});
}

function run(state: EditorState, command: Command): EditorState {
	let next = state;
	command(state, (tr) => (next = state.apply(tr)));
	return next;
}

const addresses = ({ doc }: EditorState) => doc.children.map(({ type, attrs }) => [type.name, attrs.for]);

describe('an addressed passage', () => {
	it('stays reserved when it is wrapped in a list or a quote, and lifted out again', () => {
		const start = open(1, paragraph('Agents de la Ville', ville), paragraph('Tous'));
		const { bulletList, listItem, quote } = start.schema.nodes;
		const listed = run(start, wrapInList(bulletList!));
		expect(addresses(listed)[0]).toEqual(['bulletList', ville]);
		expect(listed.doc.nodeAt(2)!.attrs.for, 'said once').toBeNull();
		expect(addresses(run(listed, liftListItem(listItem!)))).toEqual(addresses(start));
		const quoted = run(start, wrapIn(quote!));
		expect(addresses(quoted)[0]).toEqual(['quote', ville]);
		expect(addresses(run(quoted, lift))).toEqual(addresses(start));
	});

	it('stays reserved when a line leaves the aside that was', () => {
		const start = open(2, { type: 'aside', attrs: { for: ville }, content: [paragraph('Secret'), paragraph('Aussi')] });
		expect(addresses(run(start, lift))).toEqual([
			['paragraph', ville],
			['aside', ville]
		]);
	});

	it('is everybody’s only when the writer says so', () => {
		const start = open(1, paragraph('Agents', ville));
		expect(addresses(run(start, address(null)))).toEqual([['paragraph', null]]);
	});

	it('reserves all the blocks that are selected', () => {
		const start = open(1, paragraph('Un'), paragraph('Deux'), paragraph('Trois'));
		const selected = start.apply(start.tr.setSelection(TextSelection.create(start.doc, 2, 7)));
		expect(addresses(run(selected, address(ville))).map(([, to]) => to)).toEqual([ville, ville, null]);
	});

	it('makes one passage with its neighbours for the same people', () => {
		const same = { reach: 'internal' as const, structures: ['ville'] };
		const state = open(
			1,
			paragraph('Un', ville),
			paragraph('Deux', same),
			paragraph('Trois', { structures: ['agglo'] })
		);
		expect(passages.getState(state)!.list.map(({ address }) => address)).toEqual([ville, { structures: ['agglo'] }]);
	});
});

describe('the name of a passage', () => {
	const known = [
		{ id: 'ville', slug: 'ville', shortName: 'Ville' },
		{ id: 'agglo', slug: 'agglo', shortName: 'Agglo' }
	];

	it.each([
		[{ structures: ['ville'], reach: 'internal' as const }, 'Ville · agents seulement'],
		[{ structures: ['agglo', 'ville'] }, 'Ville et Agglo'],
		[{ reach: 'partners' as const }, 'Agents et partenaires']
	])('%j is « %s »', (to, label) => expect(marginLabel(to, known)).toBe(label));

	it('is not read from what somebody made up', () => {
		expect(readAddress('{"structures":["ville"],"reach":"internal"}')).toEqual(ville);
		for (const forged of [null, '', 'x', '{"structures":["<b>"]}', '{"reach":"all"}'])
			expect(readAddress(forged)).toBeNull();
	});
});

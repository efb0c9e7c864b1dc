import type { Extensions } from '@tiptap/core';
import { Dropcursor, Gapcursor, Selection, UndoRedo } from '@tiptap/extensions';
import { Addressing } from './addressing.ts';
import type { Desk } from './desk.ts';
import { formNodes } from './form-nodes.ts';
import { keys } from './keys.ts';
import { marks } from './marks.ts';
import { pasting } from './pasting.ts';
import { pictureNodes } from './picture-nodes.ts';
import { Placeholders } from './placeholders.ts';
import { slash, type Slash } from './slash.ts';
import { tableNodes } from './table-nodes.ts';
import { textNodes } from './text-nodes.ts';

/** Every node and mark of a document, as the editor shows, reads and copies them. */
export const vocabulary = (desk: Desk): Extensions => [
	...textNodes,
	...formNodes(desk),
	...pictureNodes(desk),
	...tableNodes,
	...marks(desk)
];

/** The whole editor. */
export const extensions = (desk: Desk, menu: Slash): Extensions => [
	...vocabulary(desk),
	Addressing,
	keys(desk),
	slash(menu),
	pasting(desk),
	UndoRedo.configure({ depth: 300 }),
	Gapcursor,
	Dropcursor.configure({ color: false, width: 3, class: 'drop-line' }),
	Selection.configure({ className: 'selected' }),
	Placeholders
];

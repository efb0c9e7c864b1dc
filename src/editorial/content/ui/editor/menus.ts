import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { offers } from './catalogue.ts';
import { duplicateBlocks, moveBlocks, removeBlocks } from './moving.ts';
import type { Page } from './page.svelte.ts';
import { tableCommands } from './table-commands.ts';

/** A line of a menu. `checked` makes it one of a choice. */
export type MenuItem = {
	label: string;
	hint?: string;
	keys?: string;
	checked?: boolean;
	danger?: boolean;
	run: () => void;
};

/** Does something to the text, and gives the keyboard back to it. */
export const write = (page: Page, run: (editor: Editor) => void) => () => {
	if (page.editor) run(page.editor);
};

const command = (page: Page, run: Command) =>
	write(page, ({ state, view }) => {
		run(state, view.dispatch, view);
		view.focus();
	});

/** What can be done to the selected blocks. */
export const blockMenu = (page: Page): MenuItem[] => [
	{ label: 'Monter', keys: 'Alt ↑', run: command(page, moveBlocks(-1, page.desk.announce)) },
	{ label: 'Descendre', keys: 'Alt ↓', run: command(page, moveBlocks(1, page.desk.announce)) },
	{ label: 'Dupliquer', keys: 'Ctrl Maj D', run: command(page, duplicateBlocks(page.desk.announce)) },
	{ label: 'Pour qui\u00a0?', keys: 'Ctrl Alt P', run: page.desk.askAddress },
	{ label: 'Supprimer', danger: true, run: command(page, removeBlocks(page.desk.announce)) }
];

export const tableMenu = (page: Page): MenuItem[] =>
	tableCommands.map(({ label, run }) => ({ label, run: command(page, run) }));

/** What a text may be turned into where it stands. */
const styles = ['paragraph', 'heading2', 'heading3', 'heading4', 'quote'];

export const styleMenu = (page: Page): MenuItem[] =>
	offers
		.filter(({ name }) => styles.includes(name))
		.map((offer) => ({
			label: offer.label,
			checked: page.status.label === offer.label,
			keys: /^heading\d$/.test(offer.name) ? `Ctrl Alt ${offer.name.slice(-1)}` : undefined,
			run:
				offer.name === 'quote'
					? write(page, (editor) => editor.chain().focus().toggleWrap('quote').run())
					: () => page.put(offer)
		}));

/** What may be added. */
export const insertMenu = (page: Page): MenuItem[] =>
	offers
		.filter(({ name }) => !styles.includes(name) || name === 'quote')
		.map((offer) => ({ label: offer.label, hint: offer.hint, run: () => page.put(offer) }));

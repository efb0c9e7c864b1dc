import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';

/** The menu that "/" opens at the start of an empty line. The page draws it; keys stay in the text. */
export type Slash = {
	/** What follows the sign while the menu is open; undefined closes it. `at` is where the sign stands. */
	change(query: string | undefined, at: number): void;
	move(by: number): void;
	/** Takes the offer that is on; false when there is none. */
	choose(): boolean;
};

const opened = ({ selection: { $from, empty } }: EditorState): string | undefined => {
	const { parent, parentOffset } = $from;
	if (!empty || parent.type.name !== 'paragraph' || parent.childCount !== 1) return undefined;
	const text = parent.textContent;
	return parentOffset === text.length && /^\/[^/]{0,30}$/.test(text) ? text.slice(1) : undefined;
};

export const slash = (menu: Slash) =>
	Extension.create({
		name: 'slash',
		priority: 1200,
		addProseMirrorPlugins() {
			let query: string | undefined;
			let dismissed = false;
			return [
				new Plugin({
					view: () => ({
						update({ state }, before) {
							if (state.doc === before.doc && state.selection.eq(before.selection)) return;
							const found = opened(state);
							if (found === undefined) dismissed = false;
							query = dismissed ? undefined : found;
							menu.change(query, state.selection.$from.start());
						}
					}),
					props: {
						handleKeyDown(_view, event) {
							if (query === undefined || event.isComposing) return false;
							if (event.key === 'ArrowDown' || event.key === 'ArrowUp') menu.move(event.key === 'ArrowDown' ? 1 : -1);
							else if (event.key === 'Escape') {
								dismissed = true;
								query = undefined;
								menu.change(undefined, 0);
							} else return event.key === 'Enter' || event.key === 'Tab' ? menu.choose() : false;
							event.preventDefault();
							return true;
						},
						handleDOMEvents: {
							blur: () => {
								menu.change(undefined, 0);
								return false;
							}
						}
					}
				})
			];
		}
	});

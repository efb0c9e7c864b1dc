import { Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { safeHref } from '#kernel/escaping.ts';
import { count } from '#kernel/text.ts';
import type { Desk } from './desk.ts';
import { placeOf } from './inserting.ts';
import { cleanHtml, hasWords, ownMark } from './pasting/clean.ts';

/** Says on what is copied that it is ours, so that it comes back as it was. */
class OwnSerializer extends DOMSerializer {
	override serializeFragment(
		fragment: Fragment,
		options?: { document?: Document },
		target?: HTMLElement | DocumentFragment
	) {
		const made = super.serializeFragment(fragment, options, target);
		if (!target) (made as DocumentFragment).firstElementChild?.setAttribute(ownMark, '');
		return made;
	}
}

const serializer = (schema: Schema) =>
	new OwnSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));

const isPicture = ({ type }: File) => type.startsWith('image/') && type !== 'image/svg+xml';

/** Files become pictures and documents, each kind asked for at once. */
function takeFiles(files: File[], at: number, desk: Desk): void {
	const pictures = files.filter(isPicture);
	const others = files.filter((file) => !isPicture(file));
	if (pictures.length > 0) desk.askPictures(pictures, { at });
	if (others.length > 0) desk.askFile(others, { at });
}

/** An address pasted on words makes them a link. */
function linkSelection(view: EditorView, text: string): boolean {
	const { selection, schema, tr } = view.state;
	const href = /^https?:\/\/\S+$/.test(text.trim()) ? safeHref(text) : undefined;
	if (selection.empty || href === undefined || !selection.$from.sameParent(selection.$to)) return false;
	view.dispatch(tr.addMark(selection.from, selection.to, schema.marks.link!.create({ href })));
	return true;
}

function paste(view: EditorView, event: ClipboardEvent, desk: Desk): boolean {
	const { clipboardData } = event;
	if (!clipboardData) return false;
	const files = [...clipboardData.files];
	// Office suites also give a picture of the words that were copied: the words are what is meant.
	const takesFiles = files.length > 0 && !hasWords(clipboardData.getData('text/html'));
	if (takesFiles) takeFiles(files, placeOf(view.state), desk);
	const done = takesFiles || linkSelection(view, clipboardData.getData('text/plain'));
	if (done) event.preventDefault();
	return done;
}

function drop(view: EditorView, event: DragEvent, desk: Desk): boolean {
	const files = [...(event.dataTransfer?.files ?? [])];
	if (files.length === 0) return false;
	event.preventDefault();
	const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.doc.content.size;
	const $at = view.state.doc.resolve(at);
	takeFiles(files, $at.depth > 0 ? nearestEdge(view, $at.before(1), event.clientY) : at, desk);
	return true;
}

/** Before a block or after it, whichever edge is nearer to the pointer. */
function nearestEdge(view: EditorView, pos: number, y: number): number {
	const node = view.state.doc.nodeAt(pos)!;
	const dom = view.nodeDOM(pos);
	if (node.type.name === 'paragraph' && node.content.size === 0) return pos;
	if (!(dom instanceof HTMLElement)) return pos;
	const { top, bottom } = dom.getBoundingClientRect();
	return y < (top + bottom) / 2 ? pos : pos + node.nodeSize;
}

function clean(html: string, desk: Desk): string {
	if (html.includes(ownMark)) return html;
	const cleaned = cleanHtml(html, location.origin);
	if (cleaned.pictures.length > 0) desk.askPasted(cleaned.pictures);
	if (cleaned.lost > 0)
		desk.tell(
			`${count(cleaned.lost, 'image')} d’ailleurs ${cleaned.lost > 1 ? 'n’ont pas été reprises' : 'n’a pas été reprise'}\u00a0: enregistrez-${cleaned.lost > 1 ? 'les' : 'la'} sur votre poste, puis ajoutez-${cleaned.lost > 1 ? 'les' : 'la'} ici si vous en avez le droit.`
		);
	return cleaned.html;
}

/** What comes from elsewhere, by paste or by drop, comes out as our own blocks. */
export const pasting = (desk: Desk) =>
	Extension.create({
		name: 'pasting',
		addProseMirrorPlugins() {
			return [
				new Plugin({
					props: {
						clipboardSerializer: serializer(this.editor.schema),
						transformPastedHTML: (html) => clean(html, desk),
						handleDOMEvents: {
							paste: (view, event) => paste(view, event, desk),
							drop: (view, event) => drop(view, event, desk)
						}
					}
				})
			];
		}
	});

import type { Node, Schema } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Media } from '#foundation/media/index.ts';
import type { PicturePlace } from './desk.ts';
import { focusFirstField } from './form-view.ts';

const isBlank = (node: Node | null | undefined): node is Node =>
	node?.type.name === 'paragraph' && node.content.size === 0;

/** Where a new block would go: in the place of the empty line that holds the caret, else after its block. */
export function placeOf({ selection: { $from, $to } }: EditorState): number {
	if ($from.depth === 1 && isBlank($from.parent)) return $from.before(1);
	return $to.depth > 0 ? $to.after(1) : $to.pos;
}

/** Puts a block at a place between two others, or instead of the empty line that stands there, whose readers it keeps. */
export function putBlock(tr: Transaction, node: Node, at: number): Transaction {
	const place = Math.min(at, tr.doc.content.size);
	const there = tr.doc.nodeAt(place);
	const named = isBlank(there) ? node.type.create({ ...node.attrs, for: there.attrs.for }, node.content) : node;
	if (isBlank(there)) tr.replaceWith(place, place + there.nodeSize, named);
	else tr.insert(place, named);
	return tr.setSelection(NodeSelection.create(tr.doc, place)).scrollIntoView();
}

/** Adds a block and goes into it: its first line to fill in, else its first word. */
export function addBlock(view: EditorView, node: Node, at = placeOf(view.state)): void {
	const tr = putBlock(view.state.tr, node, at);
	const { from } = tr.selection;
	if (node.type.name === 'table') tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
	view.dispatch(tr);
	view.focus();
	if (node.type.name === 'table') return;
	// A separator has nothing to fill in: one goes on writing after it.
	if (!focusFirstField(view)) writeAfter(view);
}

function writeAfter(view: EditorView): void {
	const { tr, selection, schema } = view.state;
	const next = tr.doc.nodeAt(selection.to);
	if (!next?.isTextblock) tr.insert(selection.to, schema.nodes.paragraph!.create());
	view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)));
}

/** Pictures of the library in the text: one alone, several as a gallery, or in the gallery or the frame that asked. */
export function addPictures(view: EditorView, pictures: Media[], place: PicturePlace): void {
	if (pictures.length === 0) return;
	const { schema, doc } = view.state;
	const images = pictures.map(({ id }) => schema.nodes.image!.create({ media: id }));
	if ('gallery' in place) {
		const gallery = doc.nodeAt(place.gallery);
		if (gallery) view.dispatch(view.state.tr.insert(place.gallery + gallery.nodeSize - 1, images));
	} else if ('pending' in place) settlePending(view, place.pending, pictures[0]!.id);
	else {
		const node = images.length === 1 ? images[0]! : schema.nodes.gallery!.create(null, images);
		view.dispatch(putBlock(view.state.tr, node, place.at));
	}
	view.focus();
}

/** A pasted picture that now is in the library takes its name there; one that was not wanted goes. */
export function settlePending(view: EditorView, pending: string, media: string | undefined): void {
	const tr = view.state.tr;
	view.state.doc.descendants((node, pos) => {
		if (node.type.name !== 'image' || node.attrs.media !== pending) return;
		const at = tr.mapping.map(pos);
		if (media) tr.setNodeAttribute(at, 'media', media);
		else tr.delete(at, at + node.nodeSize);
	});
	if (tr.docChanged) view.dispatch(tr);
}

export const makeFile = (schema: Schema, media: Media): Node => schema.nodes.file!.create({ media: media.id });

import type { NodeViewRenderer, NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { makeField, type Field, type FieldSpec, type Standing } from './fields.ts';

/** What a block is made of on the page: its lines to fill in, and where what it holds stands among them. */
export type Form = {
	tag?: string;
	className: string;
	fields: FieldSpec[];
	/** The element that holds its blocks; none for a block that holds nothing. */
	content?: string;
	/** Puts the parts together. */
	layout?: (parts: Record<string, HTMLElement>, content?: HTMLElement) => HTMLElement[];
	/** What else it shows, made once and told of every change. */
	extra?: (place: Standing, node: Node) => Extra;
};

export type Extra = { dom: HTMLElement; update(node: Node): void; destroy?(): void };

/** Blocks as plain DOM: nothing of a framework runs at each key. */
export const formView =
	(form: Form): NodeViewRenderer =>
	(props) =>
		new FormView(form, props);

export class FormView implements NodeView {
	dom: HTMLElement;
	contentDOM?: HTMLElement;
	fields: Field[];
	private node: Node;
	private readonly extra?: Extra;
	private readonly place: Standing;

	constructor(form: Form, { node, view, getPos }: NodeViewRendererProps) {
		this.node = node;
		this.place = { view, getPos: getPos as () => number | undefined };
		this.dom = document.createElement(form.tag ?? 'div');
		this.dom.className = form.className;
		this.fields = form.fields.map((spec) => makeField(spec, node, this.place));
		if (form.content) this.contentDOM = document.createElement(form.content);
		const parts = Object.fromEntries(form.fields.map(({ attribute }, index) => [attribute, this.fields[index]!.dom]));
		this.extra = form.extra?.(this.place, node);
		if (this.extra) parts.extra = this.extra.dom;
		const arranged = form.layout?.(parts, this.contentDOM) ?? [
			...Object.values(parts),
			...(this.contentDOM ? [this.contentDOM] : [])
		];
		this.dom.append(...arranged);
		this.dom.addEventListener('keydown', (event) => this.onKey(event));
	}

	update(node: Node): boolean {
		if (node.type !== this.node.type) return false;
		this.node = node;
		for (const field of this.fields) field.update(node);
		this.extra?.update(node);
		return true;
	}

	destroy(): void {
		this.extra?.destroy?.();
	}

	/** Keys and clicks in its own lines and buttons are its own business; what is dragged is the text's. */
	stopEvent(event: Event): boolean {
		const target = event.target as HTMLElement;
		return !/^(drag|drop)/.test(event.type) && target.closest('textarea, button, select, input') !== null;
	}

	ignoreMutation(mutation: ViewMutationRecord): boolean {
		if (mutation.type === 'selection') return (mutation.target as HTMLElement).closest?.('textarea, button') !== null;
		return !this.contentDOM?.contains(mutation.target);
	}

	private onKey(event: KeyboardEvent): void {
		const at = this.fields.findIndex(({ input }) => input === event.target);
		if (at === -1 || event.isComposing) return;
		const { input } = this.fields[at]!;
		const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
		const atEnd = input.selectionStart === input.value.length;
		if (event.key === 'Escape') this.leave(0);
		else if (event.key === 'Enter') this.go(at + 1);
		else if (event.key === 'ArrowDown' && atEnd) this.go(at + 1);
		else if (event.key === 'ArrowUp' && atStart) this.go(at - 1);
		else if (event.key === 'Backspace' && this.isBlank()) this.empty();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	/** To its next or previous line, into what it holds, or out of it. */
	private go(index: number): void {
		const field = this.fields[index];
		if (field) field.input.focus();
		else this.leave(index < 0 ? -1 : 1);
	}

	private leave(direction: -1 | 0 | 1): void {
		const { view, getPos } = this.place;
		const pos = getPos();
		if (pos === undefined) return;
		if (direction === 0) choose(view, pos);
		else if (direction === 1 && this.contentDOM && this.node.childCount > 0) enter(view, pos);
		else pass(view, direction === 1 ? pos + this.node.nodeSize : pos, direction);
		view.focus();
	}

	private isBlank(): boolean {
		return this.fields.every(({ input }) => input.value === '') && this.node.textContent === '';
	}

	private empty(): void {
		const { view, getPos } = this.place;
		const pos = getPos();
		if (pos === undefined || view.state.doc.resolve(pos).depth > 0) return;
		const paragraph = view.state.schema.nodes.paragraph!.create({ for: this.node.attrs.for });
		const tr = view.state.tr.replaceWith(pos, pos + this.node.nodeSize, paragraph);
		view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))));
		view.focus();
	}
}

const choose = (view: EditorView, pos: number) =>
	view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));

const enter = (view: EditorView, pos: number) =>
	view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos + 1))));

/** Beyond a block; at the end of the text, into a new paragraph. */
function pass(view: EditorView, pos: number, direction: -1 | 1): void {
	const { doc, schema, tr } = view.state;
	const neighbour = doc.resolve(pos);
	if (direction === 1 && neighbour.nodeAfter === null && neighbour.depth === 0) {
		tr.insert(pos, schema.nodes.paragraph!.create());
		tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)));
	} else tr.setSelection(TextSelection.near(tr.doc.resolve(pos), direction));
	view.dispatch(tr.scrollIntoView());
}

/** Into the first line of the block that is chosen: what Enter does on it. */
export function focusFirstField(view: EditorView): boolean {
	const { selection } = view.state;
	if (!(selection instanceof NodeSelection)) return false;
	const dom = view.nodeDOM(selection.from);
	const input = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('textarea, button') : null;
	input?.focus();
	return input !== null;
}

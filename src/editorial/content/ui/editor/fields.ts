import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** A text that a block carries beside what it holds: a question, a figure, an address. */
export type FieldSpec = {
	attribute: string;
	/** Its accessible name, and what is read in it while it is empty. */
	label: string;
	className?: string;
	type?: 'url';
	/** What is read there while it is empty, when something else stands for it (the caption of the library). */
	instead?: (node: Node) => string;
	/** Why what is typed cannot stay, as a sentence. */
	fault?: (value: string) => string | undefined;
};

/** A place in the document where a view stands. */
export type Standing = { view: EditorView; getPos: () => number | undefined };

export type Field = { dom: HTMLElement; input: HTMLTextAreaElement; update(node: Node): void };

/** Longer than this between two keys, and undoing stops there. */
const pause = 500;
let lastSession = 0;

/** A line to type in, which writes into the block as one types; a run of typing is undone at once. */
export function makeField(spec: FieldSpec, node: Node, place: Standing): Field {
	const dom = document.createElement('span');
	dom.className = `field ${spec.className ?? ''}`;
	dom.contentEditable = 'false';
	const input = document.createElement('textarea');
	input.rows = 1;
	const invite = (of: Node) => (input.placeholder = spec.instead?.(of) || spec.label);
	invite(node);
	input.setAttribute('aria-label', spec.label);
	if (spec.type === 'url') Object.assign(input, { inputMode: 'url', spellcheck: false, autocapitalize: 'off' });
	const fault = document.createElement('span');
	fault.className = 'fault';
	fault.setAttribute('role', 'status');
	dom.append(input, fault);
	write(input, node.attrs[spec.attribute]);

	const judge = () => {
		const sentence = input.value ? spec.fault?.(input.value) : undefined;
		fault.textContent = sentence ?? '';
		input.toggleAttribute('aria-invalid', sentence !== undefined);
	};
	let session = 0;
	let typedAt = 0;
	input.addEventListener('input', () => {
		fit(input);
		const value = input.value.replace(/\s*\n\s*/g, ' ');
		if (Date.now() - typedAt > pause) session = --lastSession;
		typedAt = Date.now();
		store(place, spec.attribute, value, session);
	});
	input.addEventListener('focus', () => choose(place));
	input.addEventListener('blur', judge);
	judge();
	return {
		dom,
		input,
		update(changed) {
			invite(changed);
			const value = String(changed.attrs[spec.attribute] ?? '');
			if (input.value !== value && input.value.replace(/\s*\n\s*/g, ' ') !== value) write(input, value);
		}
	};
}

function write(input: HTMLTextAreaElement, value: unknown): void {
	input.value = String(value ?? '');
	requestAnimationFrame(() => fit(input));
}

/** As high as its words, where the style sheet cannot say so. */
function fit(input: HTMLTextAreaElement): void {
	if (CSS.supports('field-sizing', 'content')) return;
	input.style.height = 'auto';
	input.style.height = `${input.scrollHeight}px`;
}

/** ProseMirror undoes what is of one composition together; a session of typing is one. */
function store({ view, getPos }: Standing, attribute: string, value: string, session: number): void {
	const pos = getPos();
	if (pos === undefined || view.state.doc.nodeAt(pos)?.attrs[attribute] === value) return;
	view.dispatch(view.state.tr.setNodeAttribute(pos, attribute, value).setMeta('composition', session));
}

/** Whoever types in a block has chosen it: what the toolbar offers is then about it. */
function choose({ view, getPos }: Standing): void {
	const pos = getPos();
	if (pos === undefined) return;
	const { selection, doc } = view.state;
	if (selection instanceof NodeSelection && selection.from === pos) return;
	view.dispatch(view.state.tr.setSelection(NodeSelection.create(doc, pos)));
}

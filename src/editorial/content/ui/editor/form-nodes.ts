import { mergeAttributes, Node } from '@tiptap/core';
import type { DOMOutputSpec, Node as SchemaNode } from '@tiptap/pm/model';
import { fileUrl } from '#foundation/media/index.ts';
import { safeHref } from '#kernel/escaping.ts';
import { weight } from '../../channels/files.ts';
import type { Desk } from './desk.ts';
import type { FieldSpec } from './fields.ts';
import { formView, type Extra, type Form } from './form-view.ts';

type Attributes = Record<string, string>;

/**
 * A block with lines to fill in. Copied, it is a `div` that says its name and its lines, so that it comes back whole in
 * Unisson and as plain words elsewhere: `said` gives them.
 */
const formNode = (name: string, form: Form, said: (attributes: Attributes) => string) =>
	Node.create({
		name,
		addAttributes: () =>
			Object.fromEntries(
				['media', ...form.fields.map(({ attribute }) => attribute)].map((attribute) => [
					attribute,
					{
						parseHTML: (element: HTMLElement) => element.getAttribute(`data-${attribute}`) ?? '',
						renderHTML: (attributes: Attributes) => ({ [`data-${attribute}`]: attributes[attribute] })
					}
				])
			),
		parseHTML: () => [{ tag: `div[data-block="${name}"]`, ...(form.content && { contentElement: '[data-content]' }) }],
		renderHTML({ node, HTMLAttributes }): DOMOutputSpec {
			const attributes = mergeAttributes(HTMLAttributes, { 'data-block': name });
			const words: DOMOutputSpec = ['p', { 'data-said': '' }, said(node.attrs)];
			return form.content ? ['div', attributes, words, ['div', { 'data-content': '' }, 0]] : ['div', attributes, words];
		},
		addNodeView: () => formView(form)
	});

const address = (attribute: string, label: string): FieldSpec => ({
	attribute,
	label,
	className: 'address',
	type: 'url',
	fault: (value) =>
		safeHref(value) === undefined ? 'Écrivez une adresse entière : « https://… » ou « /articles/… ».' : undefined
});

const wrap = (tag: string, className: string, ...children: HTMLElement[]): HTMLElement => {
	const element = document.createElement(tag);
	element.className = className;
	element.append(...children);
	return element;
};

const quote = formNode(
	'quote',
	{
		tag: 'figure',
		className: 'quote',
		content: 'blockquote',
		fields: [{ attribute: 'author', label: 'Qui le dit (facultatif)' }],
		layout: ({ author }, content) => [content!, wrap('figcaption', '', author!)]
	},
	({ author }) => author ?? ''
).extend({
	parseHTML() {
		return [...(this.parent?.() ?? []), { tag: 'blockquote' }];
	},
	addKeyboardShortcuts() {
		return { 'Mod-Shift-9': () => this.editor.commands.toggleWrap(this.name) };
	}
});

const keyFigure = formNode(
	'keyFigure',
	{
		className: 'key-figure',
		fields: [
			{ attribute: 'value', label: 'Le chiffre', className: 'value' },
			{ attribute: 'label', label: 'Ce qu’il dit' },
			{ attribute: 'source', label: 'Sa source (facultatif)', className: 'source' }
		],
		layout: ({ value, label, source }) => [value!, wrap('span', 'label', label!, source!)]
	},
	({ value, label }) => `${value} ${label}`
);

const questionAnswer = formNode(
	'questionAnswer',
	{
		className: 'question-answer',
		content: 'div',
		fields: [{ attribute: 'question', label: 'La question', className: 'question' }]
	},
	({ question }) => question ?? ''
);

const aside = formNode(
	'aside',
	{
		className: 'aside',
		content: 'div',
		fields: [{ attribute: 'title', label: 'Titre de l’encadré (facultatif)', className: 'aside-title' }]
	},
	({ title }) => title ?? ''
);

const callToAction = formNode(
	'callToAction',
	{
		className: 'call-to-action',
		fields: [
			{ attribute: 'label', label: 'Texte du bouton', className: 'pressed' },
			address('href', 'Adresse où il mène')
		]
	},
	({ label, href }) => `${label} ${href}`
);

const video = formNode(
	'video',
	{
		className: 'video',
		content: 'div',
		fields: [
			{ attribute: 'title', label: 'Titre de la vidéo', className: 'video-title' },
			address('href', 'Adresse de la vidéo')
		],
		layout(parts, content) {
			content!.className = 'transcript';
			return [parts.title!, parts.href!, parts.extra!, content!];
		},
		extra: (place, node) => transcriptButton(place, node)
	},
	({ title, href }) => `${title} ${href}`
);

/** A video that came without its transcript is asked for one. */
const transcriptButton: NonNullable<Form['extra']> = ({ view, getPos }, node) => {
	const dom = document.createElement('button');
	dom.type = 'button';
	dom.className = 'block-button';
	dom.contentEditable = 'false';
	dom.textContent = 'Écrire la transcription';
	const update = (changed: SchemaNode) => (dom.hidden = changed.childCount > 0);
	dom.addEventListener('click', () => {
		const pos = getPos();
		if (pos === undefined) return;
		view.dispatch(view.state.tr.insert(pos + 1, view.state.schema.nodes.paragraph!.create()));
		view.focus();
	});
	update(node);
	return { dom, update };
};

const file = (desk: Desk) =>
	formNode(
		'file',
		{
			className: 'file',
			fields: [
				{
					attribute: 'label',
					label: 'Nom à montrer',
					instead: ({ attrs }) => desk.media(attrs.media)?.name.replace(/\.[a-z0-9]{1,5}$/i, '') ?? ''
				}
			],
			extra: (_place, node) => fileDetails(desk, node)
		},
		({ label }) => label ?? ''
	);

function fileDetails(desk: Desk, node: SchemaNode): Extra {
	const dom = document.createElement('span');
	dom.className = 'file-details';
	dom.contentEditable = 'false';
	let current = node;
	const show = () => {
		const media = desk.media(current.attrs.media);
		if (!media) return void (dom.textContent = 'Ce fichier n’est pas dans la médiathèque.');
		const link = document.createElement('a');
		Object.assign(link, { href: fileUrl(media), target: '_blank', textContent: media.name });
		dom.replaceChildren(link, ` · ${weight(media.bytes)}`);
	};
	const destroy = desk.onMedia(show);
	show();
	return { dom, destroy, update: (changed) => void ((current = changed), show()) };
}

export const formNodes = (desk: Desk) => [quote, keyFigure, questionAnswer, aside, callToAction, video, file(desk)];

import { mergeAttributes, Node } from '@tiptap/core';
import type { Node as SchemaNode } from '@tiptap/pm/model';
import { pictureUrl } from '#foundation/media/index.ts';
import type { PictureUse } from '../../document.ts';
import type { Desk } from './desk.ts';
import { FormView, type Extra, type Form } from './form-view.ts';
import type { Standing } from './fields.ts';

const texts = ['alt', 'caption', 'credit'] as const;

/** A picture with its caption and credit to write under it; what it shows is described in a dialog. */
const imageForm = (desk: Desk): Form => {
	/** Left empty, a text is the library's. */
	const of = (text: 'caption' | 'credit') => (node: SchemaNode) => desk.media(node.attrs.media)?.[text] ?? '';
	return {
		tag: 'figure',
		className: 'image',
		fields: [
			{ attribute: 'caption', label: 'Légende', className: 'caption', instead: of('caption') },
			{ attribute: 'credit', label: 'Crédit', className: 'credit', instead: of('credit') }
		],
		layout({ caption, credit, extra }) {
			const said = document.createElement('figcaption');
			said.contentEditable = 'false';
			said.append(caption!, credit!);
			return [extra!, said];
		},
		extra: (place, node) => shownPicture(desk, place, node)
	};
};

function shownPicture(desk: Desk, { getPos }: Standing, node: SchemaNode): Extra {
	const dom = document.createElement('div');
	dom.className = 'picture';
	dom.contentEditable = 'false';
	const describe = document.createElement('button');
	describe.type = 'button';
	describe.className = 'block-button';
	describe.addEventListener('click', () => {
		const pos = getPos();
		if (pos !== undefined) desk.askDescription(pos);
	});
	let current = node.attrs as PictureUse;
	const show = () => {
		describe.textContent = descriptionOf(desk, current);
		dom.replaceChildren(pictureOf(desk, current), describe);
	};
	const destroy = desk.onMedia(show);
	show();
	return {
		dom,
		destroy,
		update(changed) {
			const { media, alt } = current;
			current = changed.attrs as PictureUse;
			if (media !== current.media || alt !== current.alt) show();
		}
	};
}

function pictureOf(desk: Desk, { media: id, alt }: PictureUse): HTMLElement {
	const media = desk.media(id);
	const src = media?.kind === 'image' ? pictureUrl(media, 960, 'jpg') : desk.preview(id);
	if (src === undefined) {
		const missing = document.createElement('p');
		missing.className = 'missing';
		missing.textContent = 'Cette image n’est pas dans la médiathèque.';
		return missing;
	}
	const img = document.createElement('img');
	Object.assign(img, { src, alt: alt || media?.altText || '', draggable: false });
	if (media?.width && media.height) Object.assign(img, { width: media.width, height: media.height });
	if (media) img.style.objectPosition = `${media.focalX}% ${media.focalY}%`;
	return img;
}

function descriptionOf(desk: Desk, { media: id, alt }: PictureUse): string {
	const media = desk.media(id);
	const said = alt || media?.altText;
	if (said) return `Décrite\u00a0: «\u202f${said}\u202f»`;
	return media?.decorative ? 'Décorative, lue à personne' : 'À décrire pour qui ne la voit pas';
}

const image = (desk: Desk) =>
	Node.create({
		name: 'image',
		addAttributes: () =>
			Object.fromEntries(
				['media', ...texts].map((name) => [
					name,
					{
						parseHTML: (img: HTMLElement) => img.getAttribute(name === 'alt' ? 'alt' : `data-${name}`) ?? '',
						renderHTML: (attributes: Record<string, string>) => ({
							[name === 'alt' ? 'alt' : `data-${name}`]: attributes[name]
						})
					}
				])
			),
		parseHTML: () => [{ tag: 'img[data-media]' }],
		renderHTML({ HTMLAttributes, node }) {
			const media = desk.media(node.attrs.media);
			return ['img', mergeAttributes(HTMLAttributes, media ? { src: pictureUrl(media, 960, 'jpg') } : {})];
		},
		addNodeView: () => (props) => new FormView(imageForm(desk), props)
	});

const gallery = (desk: Desk) =>
	Node.create({
		name: 'gallery',
		parseHTML: () => [{ tag: 'div[data-block="gallery"]' }],
		renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-block': 'gallery' }), 0],
		addNodeView: () => (props) =>
			new FormView(
				{
					className: 'gallery-block',
					content: 'div',
					fields: [],
					layout({ extra }, content) {
						content!.className = 'gallery';
						return [content!, extra!];
					},
					extra: ({ getPos }) => addToGallery(desk, getPos)
				},
				props
			)
	});

function addToGallery(desk: Desk, getPos: Standing['getPos']): Extra {
	const dom = document.createElement('button');
	dom.type = 'button';
	dom.className = 'block-button';
	dom.contentEditable = 'false';
	dom.textContent = 'Ajouter une image à la galerie';
	dom.addEventListener('click', () => {
		const pos = getPos();
		if (pos !== undefined) desk.askPicture({ gallery: pos });
	});
	return { dom, update: () => {} };
}

export const pictureNodes = (desk: Desk) => [image(desk), gallery(desk)];

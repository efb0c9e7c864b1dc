import { reaches, type Reach } from '#kernel/reach.ts';
import type { Address, Block, Image, Quote } from '../document.ts';
import { fitParagraphs, fitProse } from './fit.server.ts';
import { readHref } from './links.server.ts';
import { said, tidy, type ElementReader, type Hand } from './pieces.server.ts';
import { unresolved } from './reading.ts';
import { words } from './words.server.ts';
import type { Element } from './trees.ts';

/**
 * The elements that directives become. They are read only where directives are: elsewhere the sanitiser has taken them
 * out.
 */
export const directiveReaders: Record<string, ElementReader> = {
	'unisson-passage': (element, _marks, hand) => {
		const address = addressOf(element, hand);
		return hand.blocks(element.children).map((block) => addressed(block, address));
	},

	'unisson-key-figure': (element, _marks, hand) => {
		const [value, label, source] = ['value', 'label', 'source'].map((name) => said(element, name));
		if (!value || !label) return incomplete('key-figure', 'value et label', hand, [value, label].join(' '));
		return [{ type: 'keyFigure', attrs: { value, label, ...(source && { source }) } }];
	},

	'unisson-question': (element, _marks, hand) => {
		const question = said(element, 'title');
		const { inside, after } = fitProse(hand.blocks(element.children));
		if (!question || inside.length === 0)
			return [...incomplete('question', 'title et une réponse', hand, question), ...inside, ...after];
		return [{ type: 'questionAnswer', attrs: { question }, content: inside }, ...after];
	},

	'unisson-aside': (element, _marks, hand) => {
		const title = said(element, 'title');
		const { inside, after } = fitProse(hand.blocks(element.children));
		if (inside.length === 0) return [...incomplete('aside', 'un texte', hand, title), ...after];
		return [{ type: 'aside', ...(title && { attrs: { title } }), content: inside }, ...after];
	},

	'unisson-call-to-action': (element, _marks, hand) => {
		const label = said(element, 'label');
		const href = readHref(said(element, 'href'));
		if (!label || !href) return incomplete('call-to-action', 'label et href', hand, label);
		return [{ type: 'callToAction', attrs: { label, href } }];
	},

	'unisson-video': (element, _marks, hand) => {
		const href = readHref(said(element, 'href'));
		const title = said(element, 'title');
		const { inside, after } = fitProse(hand.blocks(element.children));
		if (!href || !title) return [...incomplete('video', 'href et title', hand, title), ...inside, ...after];
		return [{ type: 'video', attrs: { href, title }, ...(inside.length > 0 && { content: inside }) }, ...after];
	},

	'unisson-file': (element, _marks, hand) => {
		const [media, src, label] = ['media', 'src', 'label'].map((name) => said(element, name));
		if (!media && !src) return incomplete('file', 'src ou media', hand, label);
		return [{ type: 'file', attrs: { media: media || `${unresolved}${src}`, ...(label && { label }) } }];
	},

	'unisson-image': (element, _marks, hand) => {
		const [media, src, alt, caption, credit] = ['media', 'src', 'alt', 'caption', 'credit'].map((name) =>
			said(element, name)
		);
		if (!media && !src) return incomplete('image', 'src ou media', hand, caption);
		const texts = { ...(alt && { alt }), ...(caption && { caption }), ...(credit && { credit }) };
		return [{ type: 'image', attrs: { media: `${unresolved}${media ? `media:${media}` : src}`, ...texts } }];
	},

	'unisson-gallery': (element, _marks, hand) => {
		const blocks = hand.blocks(element.children);
		const images = blocks.filter((block): block is Image => block.type === 'image');
		const others = blocks.filter((block) => block.type !== 'image');
		return images.length > 0 ? [{ type: 'gallery', content: images }, ...others] : others;
	},

	'unisson-quote': (element, _marks, hand) => {
		const author = said(element, 'author');
		const { inside, after } = fitParagraphs(hand.blocks(element.children));
		const quote: Quote = { type: 'quote', ...(author && { attrs: { author } }), content: inside };
		return inside.length > 0 ? [quote, ...after] : after;
	},

	'unisson-table': (element, _marks, hand) => {
		const caption = said(element, 'caption');
		return hand
			.blocks(element.children)
			.map((block) => (block.type === 'table' && caption ? { ...block, attrs: { ...block.attrs, caption } } : block));
	}
};

/** Directives that are known, without their prefix. */
export const directiveNames = Object.keys(directiveReaders).map((name) => name.replace('unisson-', ''));

/** Attributes that directives may carry. */
export const directiveAttributes = [
	...['structures', 'reach', 'value', 'label', 'source', 'title', 'href', 'src', 'media', 'alt', 'caption', 'credit'],
	'author'
];

function incomplete(name: string, needed: string, { warnings }: Hand, left: string | undefined): Block[] {
	warnings.push({
		code: 'content-removed',
		message: `« ${name} » attend ${needed}\u00a0: il n’a gardé que son texte.`
	});
	return left ? [{ type: 'paragraph', content: [words(left)] }] : [];
}

/** To whom a passage is addressed. What cannot be understood reserves it to nobody, never to everybody. */
function addressOf(element: Element, { options, warnings }: Hand): Address {
	const slugs = said(element, 'structures')
		.split(/[\s,]+/)
		.filter(Boolean);
	const structures = slugs.map((slug) => {
		const id = options.structureId?.(slug);
		if (!id) {
			const message = `Un passage est réservé à « ${slug} », qui n’est pas une structure connue.`;
			warnings.push({ code: 'content-removed', message });
		}
		return id ?? slug;
	});
	const typed = tidy(said(element, 'reach'));
	if (typed && !reaches.includes(typed as Reach)) {
		const message = `Le niveau de diffusion « ${typed} » n’existe pas\u00a0: le passage est réservé aux agents.`;
		warnings.push({ code: 'content-removed', message });
	}
	const reach = reaches.includes(typed as Reach) ? (typed as Reach) : typed ? 'internal' : undefined;
	return { ...(structures.length > 0 && { structures }), ...(reach && reach !== 'public' && { reach }) };
}

/** A block inside a passage is for those to whom both are addressed. */
function addressed<B extends Block>(block: B, outer: Address): B {
	const inner: Address = block.attrs?.for ?? {};
	const structures = both(outer.structures, inner.structures);
	const reach = reaches.find((each) => each === outer.reach || each === inner.reach);
	const address: Address = { ...(structures && { structures }), ...(reach && { reach }) };
	if (Object.keys(address).length === 0) return block;
	return { ...block, attrs: { ...block.attrs, for: address } };
}

function both(outer: string[] | undefined, inner: string[] | undefined): string[] | undefined {
	if (!outer || !inner) return outer ?? inner;
	const shared = inner.filter((id) => outer.includes(id));
	return shared.length > 0 ? shared : ['nobody'];
}

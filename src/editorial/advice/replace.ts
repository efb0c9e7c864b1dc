import type { Block, Content } from '#editorial/content/index.ts';
import type { Advice } from './advice.ts';

type Node = { type: string; text?: string; attrs?: Record<string, unknown>; content?: Node[] };

/**
 * The content with one advice followed: its words put in place of the others, at the very place it speaks of. The same
 * content when the words are no longer there, or stand astride two forms (half in bold).
 */
export function followed(content: Content, { where, replace }: Pick<Advice, 'where' | 'replace'>): Content {
	if (!replace) return content;
	const inText = (text: string) => replaced(text, replace, { left: where.skip ?? 0 });
	const { field, structure, block } = where;
	if (field === 'body') {
		const state = { left: where.skip ?? 0, done: false };
		const blocks = content.body.content.map((one, index) =>
			index === block ? (inNode(one as Node, replace, state) as Block) : one
		);
		return { ...content, body: { ...content.body, content: blocks } };
	}
	if (field === 'cover') return content;
	if (field === 'short' || field === 'social') {
		const own = content.texts?.[field];
		return own ? { ...content, texts: { ...content.texts, [field]: { ...own, text: inText(own.text) } } } : content;
	}
	if (structure && field !== 'relayMessage') {
		const variant = content.variants[structure] ?? {};
		return {
			...content,
			variants: { ...content.variants, [structure]: { ...variant, [field]: inText(variant[field] ?? '') } }
		};
	}
	return { ...content, [field]: inText(content[field]) };
}

type Replace = NonNullable<Advice['replace']>;
type State = { left: number; done?: boolean };

/** Attributes that are words, and not addresses or ids. */
const wordy = ['alt', 'caption', 'question', 'title', 'label', 'value', 'source'];

function inNode(node: Node, replace: Replace, state: State): Node {
	if (state.done) return node;
	if (node.text !== undefined) return { ...node, text: replaced(node.text, replace, state) };
	const attrs = node.attrs && { ...node.attrs };
	for (const name of wordy)
		if (attrs && typeof attrs[name] === 'string') attrs[name] = replaced(attrs[name], replace, state);
	const content = node.content?.map((child) => inNode(child, replace, state));
	return { ...node, ...(attrs && { attrs }), ...(content && { content }) };
}

function replaced(text: string, { from, to }: Replace, state: State): string {
	let at = state.done ? -1 : text.indexOf(from);
	while (at !== -1 && state.left > 0) {
		state.left -= 1;
		at = text.indexOf(from, at + from.length);
	}
	if (at === -1) return text;
	state.done = true;
	return text.slice(0, at) + to + text.slice(at + from.length);
}

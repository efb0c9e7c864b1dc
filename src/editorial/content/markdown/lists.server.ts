import type { Block, BulletList, ListItem, OrderedList } from '../document.ts';
import { fitItem, fitParagraphs, fitProse, flatText } from './fit.server.ts';
import { isElement, said, tidy, textOf, type ElementReader, type Hand } from './pieces.server.ts';
import { strongly, words } from './words.server.ts';
import type { Element } from './trees.ts';

type ReadItem = { item: ListItem | undefined; after: Block[] };

/**
 * Lists. What an item cannot hold (a picture, a table) cuts the list in two and stands between, so that steps stay beside
 * what they show; a numbered list goes on counting.
 */
export const readList: ElementReader = (element, _marks, hand) => {
	const isOrdered = element.tagName === 'ol';
	const start = Number(said(element, 'start') || 1);
	const parts: Block[] = [];
	let items: ListItem[] = [];
	let count = Number.isInteger(start) && start >= 0 && start < 100_000 ? start : 1;
	const endList = () => {
		if (items.length > 0) parts.push(list(isOrdered, count, items));
		count += items.length;
		items = [];
	};
	for (const { item, after } of readItems(element, hand)) {
		if (item) items.push(item);
		if (after.length > 0) {
			endList();
			parts.push(...after);
		}
	}
	endList();
	return parts;
};

function list(isOrdered: boolean, start: number, content: ListItem[]): BulletList | OrderedList {
	if (!isOrdered) return { type: 'bulletList', content };
	return { type: 'orderedList', ...(start !== 1 && { attrs: { start } }), content };
}

/** Items in order. A list put straight inside a list, as many editors do, belongs to the item before it. */
function readItems(element: Element, hand: Hand): ReadItem[] {
	const read: ReadItem[] = [];
	for (const child of element.children) {
		if (child.type === 'text' && child.value.trim() === '') continue;
		const blocks = hand.blocks(isElement(child, 'li') ? child.children : [child]);
		const { inside, after } = fitItem(blocks);
		const previous = read.at(-1)?.item;
		if (isElement(child, 'ul', 'ol') && previous && inside.length > 0) previous.content.push(...inside);
		else read.push({ item: inside.length > 0 ? { type: 'listItem', content: inside } : undefined, after });
	}
	return read;
}

/** `<dl>`: each term with what is said of it, as an item. */
export const readDefinitions: ElementReader = (element, marks, hand) => {
	const entries = element.children.flatMap((child) => (isElement(child, 'div') ? child.children : [child]));
	const items: ListItem[] = [];
	const after: Block[] = [];
	let term: string[] = [];
	for (const entry of entries) {
		if (isElement(entry, 'dt')) term.push(tidy(textOf(entry)));
		if (!isElement(entry, 'dd')) continue;
		const fitted = fitItem(hand.blocks(entry.children, marks));
		after.push(...fitted.after);
		const [first, ...rest] = fitted.inside;
		const label = term.length > 0 ? [...strongly([words(term.join(', '))]), words(' : ')] : [];
		const opening = first?.type === 'paragraph' ? (first.content ?? []) : [];
		const others = first && first.type !== 'paragraph' ? [first, ...rest] : rest;
		items.push({ type: 'listItem', content: [{ type: 'paragraph', content: [...label, ...opening] }, ...others] });
		term = [];
	}
	return items.length > 0 ? [{ type: 'bulletList', content: items }, ...after] : after;
};

/** A dash and a name, alone at the end of a quote. */
const signature = /^\s*[—–―-]{1,2}\s+(?=\S)/;

export const readQuote: ElementReader = (element, marks, hand) => {
	const footer = element.children.find((child): child is Element => isElement(child, 'footer', 'cite'));
	const others = element.children.filter((child) => child !== footer);
	const { inside, after } = fitParagraphs(hand.blocks(others, marks));
	let author = footer ? tidy(textOf(footer)).replace(signature, '') : '';
	const last = inside.at(-1);
	const lastText = last ? flatText([last]) : '';
	if (!author && inside.length > 1 && signature.test(lastText) && lastText.length < 200) {
		author = lastText.replace(signature, '');
		inside.pop();
	}
	if (inside.length === 0) return after;
	return [{ type: 'quote', ...(author && { attrs: { author } }), content: inside }, ...after];
};

/** `<details>`: what opens it is a question, or reads as one. */
export const readDetails: ElementReader = (element, marks, hand) => {
	const summary = element.children.find((child): child is Element => isElement(child, 'summary'));
	const question = summary ? tidy(textOf(summary)) : '';
	const { inside, after } = fitProse(
		hand.blocks(
			element.children.filter((child) => child !== summary),
			marks
		)
	);
	if (!question || inside.length === 0) {
		const heading: Block[] = question ? [{ type: 'paragraph', content: strongly([words(question)]) }] : [];
		return [...heading, ...inside, ...after];
	}
	return [{ type: 'questionAnswer', attrs: { question: question.slice(0, 300) }, content: inside }, ...after];
};

export const readAside: ElementReader = (element, marks, hand) => {
	const blocks = hand.blocks(element.children, marks);
	const [first, ...rest] = blocks;
	const title = first?.type === 'heading' ? flatText([first]).slice(0, 300) : '';
	const { inside, after } = fitProse(title ? rest : blocks);
	if (inside.length === 0) return blocks;
	return [{ type: 'aside', ...(title && { attrs: { title } }), content: inside }, ...after];
};

/** Text whose spaces and lines count: lines are kept. */
export const readPreformatted: ElementReader = (element, marks) => {
	const lines = textOf(element).replace(/\s+$/, '').replace(/^\n+/, '').split('\n');
	return [
		{
			type: 'paragraph',
			content: lines.flatMap((line, index) => [
				...(index > 0 ? [{ type: 'hardBreak' } as const] : []),
				...(line.trim() === '' ? [] : [words(line.trim(), marks)])
			])
		}
	];
};

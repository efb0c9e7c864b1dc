import { writtenStyle } from './foreign.ts';
import { nest, wordItem, type LevelledItem } from './lists.ts';
import {
	isUnread,
	meaningOf,
	paragraphsOf,
	piecesOf,
	type Meaning,
	type Piece,
	type Source,
	type Words
} from './pieces.ts';
import { pictureOf } from './pictures.ts';
import { table } from './table.ts';

/** A reading under way: what is known of the source, and what it gave besides its blocks. */
export type Reading = Source & {
	/** How much lower titles go, so that none is the page's own, and the level of the last one. */
	raise: number;
	lastTitle: number;
	pictures: { id: string; src: string; alt: string }[];
	lost: number;
	make: (tag: string) => HTMLElement;
};

const blockNames =
	'address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, tbody, td, th, tr, ul';

const isBlock = (node: Node): node is HTMLElement =>
	node instanceof HTMLElement && (node.matches(blockNames) || node.querySelector(blockNames) !== null);

/** Nodes as blocks of ours, one after the other; words that stand between blocks make paragraphs. */
export function flow(nodes: Iterable<Node>, meaning: Meaning, reading: Reading): HTMLElement[] {
	const found: HTMLElement[] = [];
	let run: Piece[] = [];
	let items: LevelledItem[] = [];
	const endRun = () => {
		if (run.length > 0) found.push(...paragraphs(run, 'p', reading));
		run = [];
	};
	const endItems = () => {
		found.push(...nest(items, reading.make));
		items = [];
	};
	for (const node of nodes) {
		if (node instanceof HTMLElement && isUnread(node)) continue;
		if (!isBlock(node)) {
			if (items.length === 0 || node.textContent?.trim()) {
				endItems();
				run.push(...piecesOf(node, meaning, reading));
			}
			continue;
		}
		endRun();
		const item = node.tagName === 'P' ? wordItem(node) : undefined;
		if (item) items.push({ ...item, content: paragraphs(piecesIn(node, meaning, reading), 'p', reading) });
		else {
			endItems();
			found.push(...block(node, meaning, reading));
		}
	}
	endRun();
	endItems();
	return found;
}

const piecesIn = (element: HTMLElement, meaning: Meaning, reading: Reading): Piece[] => {
	const here = meaningOf(element, meaning, reading);
	return [...element.childNodes].flatMap((child) => piecesOf(child, here, reading));
};

function block(element: HTMLElement, meaning: Meaning, reading: Reading): HTMLElement[] {
	const heading = /^H([1-6])$/.exec(element.tagName)?.[1] ?? (/\bMsoTitle\b/.test(element.className) ? '1' : undefined);
	if (heading) return title(element, Number(heading), reading);
	switch (element.tagName) {
		case 'P':
		case 'DT':
		case 'SUMMARY': {
			const here = element.tagName === 'P' ? meaning : { ...meaning, strong: true };
			if ([...element.children].some(isBlock)) return flow(element.childNodes, here, reading);
			return paragraphs(piecesIn(element, here, reading), 'p', reading);
		}
		case 'UL':
		case 'OL':
			return list(element, meaning, reading);
		case 'BLOCKQUOTE':
			return quote(element, meaning, reading);
		case 'FIGURE':
			return figure(element, meaning, reading);
		case 'TABLE':
			return table(element as HTMLTableElement, (cell) => flow(cell.childNodes, meaning, reading), reading.make);
		case 'HR':
			return isPageBreak(element) ? [] : [reading.make('hr')];
		case 'PRE':
			return preformatted(element, meaning, reading);
	}
	return flow(element.childNodes, meaningOf(element, meaning, reading), reading);
}

const isPageBreak = (element: HTMLElement) => /page-break|mso-special-character/.test(writtenStyle(element));

/** A title on one of our levels; its weight is not an emphasis. Longer than a title can be, it is a paragraph. */
function title(element: HTMLElement, level: number, reading: Reading): HTMLElement[] {
	// No level is skipped, since each says what the part before it holds.
	const shown = Math.min(Math.max(level + reading.raise, 2), 4, reading.lastTitle + 1);
	const pieces = piecesIn(element, {}, reading).map((piece) => ('text' in piece ? { ...piece, strong: false } : piece));
	const made = paragraphs(pieces, (element.textContent ?? '').trim().length > 180 ? 'p' : `h${shown}`, reading);
	if (made.some(({ tagName }) => tagName === `H${shown}`)) reading.lastTitle = shown;
	return made;
}

/** A picture takes its caption with it; the caption of one that did not come is a caption of nothing. */
function figure(element: HTMLElement, meaning: Meaning, reading: Reading): HTMLElement[] {
	const caption = element.querySelector('figcaption');
	if (!caption || !element.querySelector('img')) return flow(element.childNodes, meaning, reading);
	caption.remove();
	const inside = flow(element.childNodes, meaning, reading);
	const said = (caption.textContent ?? '').replace(/\s+/g, ' ').trim();
	inside.find(({ tagName }) => tagName === 'IMG')?.setAttribute('data-caption', said);
	return inside;
}

function preformatted(element: HTMLElement, meaning: Meaning, reading: Reading): HTMLElement[] {
	const lines = (element.textContent ?? '')
		.split('\n')
		.flatMap((text): Piece[] => [{ ...meaning, text }, { isBreak: true }]);
	return paragraphs(lines, 'p', reading);
}

function quote(element: HTMLElement, meaning: Meaning, reading: Reading): HTMLElement[] {
	const inside = flow(element.childNodes, meaning, reading);
	// A word processor indents with quotes; a quote holds nothing but paragraphs.
	if (inside.some(({ tagName }) => tagName !== 'P')) return inside;
	if (inside.length === 0) return [];
	const made = reading.make('blockquote');
	made.append(...inside);
	return [made];
}

/** A list; what cannot stand in an item (a table, a picture) comes after it. */
function list(element: HTMLElement, meaning: Meaning, reading: Reading): HTMLElement[] {
	const made = reading.make(element.tagName);
	if (element instanceof HTMLOListElement && element.start > 1) made.setAttribute('start', String(element.start));
	const after: HTMLElement[] = [];
	for (const child of element.children as HTMLCollectionOf<HTMLElement>) {
		const inside = flow(child.tagName === 'LI' ? child.childNodes : [child], meaning, reading);
		const fitting = inside.flatMap((each) => fitItem(each, reading.make, after));
		if (fitting.length === 0) continue;
		// Google Docs and old editors put a list beside the item that it belongs to.
		const host = child.tagName === 'LI' ? undefined : made.lastElementChild;
		if (host) host.append(...fitting);
		else {
			const item = reading.make('li');
			item.append(...fitting);
			made.append(item);
		}
	}
	return made.childElementCount > 0 ? [made, ...after] : after;
}

function fitItem(each: HTMLElement, make: Reading['make'], after: HTMLElement[]): HTMLElement[] {
	if (/^(P|UL|OL)$/.test(each.tagName)) return [each];
	if (/^(H[2-4]|BLOCKQUOTE)$/.test(each.tagName)) {
		const paragraph = make('p');
		paragraph.append(...each.childNodes);
		return each.tagName === 'BLOCKQUOTE' ? ([...paragraph.children] as HTMLElement[]) : [paragraph];
	}
	if (each.tagName !== 'HR') after.push(each);
	return [];
}

/** Pieces as paragraphs (or titles), with the pictures that stood among them. */
function paragraphs(pieces: Piece[], tag: string, reading: Reading): HTMLElement[] {
	return paragraphsOf(pieces).flatMap((found) => {
		if ('picture' in found) return pictureOf(found.picture, reading);
		const made = reading.make(tag);
		found.forEach((line, at) => {
			if (at > 0) made.append(reading.make('br'));
			made.append(...line.map((words) => marked(words, reading.make)));
		});
		return [made];
	});
}

function marked({ text, strong, emphasis, href, lang }: Words, make: Reading['make']): Node {
	const wrap = (inside: Node, tag: string, name?: string, value?: string): Node => {
		const element = make(tag);
		if (name && value) element.setAttribute(name, value);
		element.append(inside);
		return element;
	};
	let made: Node = document.createTextNode(text);
	if (emphasis) made = wrap(made, 'em');
	if (strong) made = wrap(made, 'strong');
	if (lang) made = wrap(made, 'span', 'lang', lang);
	return href ? wrap(made, 'a', 'href', href) : made;
}

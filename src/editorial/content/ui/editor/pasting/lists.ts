import { writtenStyle } from './foreign.ts';
/** An item that says its level itself, as Word writes lists. */
export type LevelledItem = { level: number; isOrdered: boolean; start: number; content: HTMLElement[] };

/** What a paragraph of Word says of the list that it belongs to. */
export function wordItem(paragraph: HTMLElement): Omit<LevelledItem, 'content'> | undefined {
	const style = writtenStyle(paragraph);
	const level = /mso-list:\s*\S+\s+level(\d+)/i.exec(style)?.[1];
	const signed = signOf(paragraph);
	if (level === undefined && !(signed && /MsoListParagraph/.test(paragraph.className))) return undefined;
	const number = /^(\d+)[.)°]/.exec(signed);
	return {
		level: Number(level ?? 1),
		isOrdered: number !== null || /^([a-z]|[ivxl]+)[.)]/i.test(signed),
		start: number ? Number(number[1]) : 1
	};
}

/** The sign before an item: the part that Word asks others to ignore, or a bullet followed by a run of spaces. */
function signOf(paragraph: HTMLElement): string {
	const ignored = [...paragraph.querySelectorAll<HTMLElement>('span')].find((span) =>
		/mso-list:\s*ignore/i.test(writtenStyle(span))
	);
	if (ignored) return (ignored.textContent ?? '').trim();
	const [, sign, rest] = /^\s*([·•▪§o–-]|\d+[.)])([\s\u00a0]{2,})/.exec(paragraph.textContent ?? '') ?? [];
	if (!sign || !rest) return '';
	// Read, it goes: what is left is the item.
	removeStart(paragraph, sign);
	return sign;
}

function removeStart(paragraph: HTMLElement, sign: string): void {
	const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
	for (let text = walker.nextNode(); text; text = walker.nextNode()) {
		if (!text.nodeValue?.includes(sign)) continue;
		text.nodeValue = text.nodeValue.replace(sign, '');
		return;
	}
}

/** Lists inside lists, from items that each say their level; a level that is skipped is not one. */
export function nest(items: LevelledItem[], make: (tag: string) => HTMLElement): HTMLElement[] {
	const lists: HTMLElement[] = [];
	const open: { level: number; list: HTMLElement }[] = [];
	for (const { level, isOrdered, start, content } of items) {
		while (open.length > 0 && open.at(-1)!.level > level) open.pop();
		const tag = isOrdered ? 'OL' : 'UL';
		let current = open.at(-1);
		if (current?.level === level && current.list.tagName !== tag) {
			open.pop();
			current = open.at(-1);
		}
		if (!current || current.level < level) {
			const list = make(tag);
			if (isOrdered && start !== 1) list.setAttribute('start', String(start));
			if (current?.list.lastElementChild) current.list.lastElementChild.append(list);
			else lists.push(list);
			current = { level, list };
			open.push(current);
		}
		const item = make('li');
		item.append(...content);
		current.list.append(item);
	}
	return lists;
}

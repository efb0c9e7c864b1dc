import type { Block, Content, Inline, ListItem } from '#editorial/content/index.ts';
import type { AdviceWhere, Passage, PassageForm } from './advice.ts';

/** The words of inline content; a line break stays one. */
export const inlineText = (content: Inline[] = []): string =>
	content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');

/** All that is written, in the order in which it is read: title, standfirst, body, then what goes by other ways. */
export function passagesOf(content: Content): Passage[] {
	const { title, standfirst, body, variants, relayMessage, texts } = content;
	const passages: Passage[] = [
		{ where: { field: 'title' }, form: 'title', text: title },
		{ where: { field: 'standfirst' }, form: 'standfirst', text: standfirst }
	];
	for (const [structure, variant] of Object.entries(variants)) {
		for (const field of ['title', 'standfirst'] as const)
			passages.push({ where: { field, structure }, form: field, text: variant[field] ?? '' });
	}
	passages.push(...body.content.flatMap((block, index) => inBlock(block, { field: 'body', block: index })));
	passages.push({ where: { field: 'relayMessage' }, form: 'message', text: relayMessage });
	for (const field of ['short', 'social'] as const)
		passages.push({ where: { field }, form: 'message', text: texts?.[field]?.text ?? '' });
	return passages.filter(({ text }) => text.trim() !== '');
}

type Held = Block | ListItem;

function inBlock(block: Held, where: AdviceWhere, form: PassageForm = 'paragraph'): Passage[] {
	const said = (text: string | undefined, as: PassageForm): Passage[] => [{ where, form: as, text: text ?? '' }];
	const inside = (content: Held[] | undefined, as = form) => (content ?? []).flatMap((one) => inBlock(one, where, as));
	switch (block.type) {
		case 'paragraph':
			return said(inlineText(block.content), form);
		case 'heading':
			return said(inlineText(block.content), 'heading');
		case 'bulletList':
		case 'orderedList':
		case 'listItem':
			return inside(block.content, 'item');
		case 'image':
			return [...said(block.attrs.alt, 'label'), ...said(block.attrs.caption, 'label')];
		case 'table':
			return [...said(block.attrs?.caption, 'label'), ...cells(block, where)];
		case 'keyFigure':
			return [...said(`${block.attrs.value} ${block.attrs.label}`, 'label'), ...said(block.attrs.source, 'label')];
		case 'questionAnswer':
			return [...said(block.attrs.question, 'heading'), ...inside(block.content)];
		case 'aside':
			return [...said(block.attrs?.title, 'heading'), ...inside(block.content)];
		case 'callToAction':
		case 'file':
			return said(block.attrs.label, 'label');
		case 'video':
			return [...said(block.attrs.title, 'label'), ...inside(block.content)];
		case 'quote':
		case 'gallery':
			return inside(block.content);
		case 'separator':
			return [];
	}
}

const cells = (table: Extract<Block, { type: 'table' }>, where: AdviceWhere): Passage[] =>
	table.content
		.flatMap((row) => row.content)
		.flatMap((cell) => cell.content)
		.map((paragraph) => ({ where, form: 'cell', text: inlineText(paragraph.content) }));

/** Where words of a passage are, with how often the same words come before them in the same place. */
export function whereOf(passages: Passage[], passage: Passage, start: number, quote: string): AdviceWhere {
	let skip = occurrences(passage.text.slice(0, start), quote);
	for (const earlier of passages) {
		if (earlier === passage) break;
		if (earlier.where === passage.where) skip += occurrences(earlier.text, quote);
	}
	return { ...passage.where, quote, ...(skip > 0 && { skip }) };
}

const occurrences = (text: string, quote: string): number => text.split(quote).length - 1;

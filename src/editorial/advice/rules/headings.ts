import type { Block } from '#editorial/content/index.ts';
import type { Advice, Rule } from '../advice.ts';
import { inlineText } from '../passages.ts';

/** RGAA 9.1: levels follow one another. The title of the article is the first. */
export const headingLevels: Rule = ({ content }) => {
	let last = 1;
	return content.body.content.flatMap((block, index): Advice[] => {
		if (block.type !== 'heading') return [];
		const before = last;
		last = block.attrs.level;
		if (last <= before + 1) return [];
		const text = inlineText(block.content);
		return [
			{
				code: 'heading-skipped',
				level: 'advice',
				title: 'Niveau d’intertitre sauté',
				detail: `« ${text} » est de niveau ${last}, et rien n’est de niveau ${before + 1} au-dessus : remontez-le d’un cran.`,
				where: { field: 'body', block: index, quote: text }
			}
		];
	});
};

/** A short paragraph all in bold looks like a heading, and is none for who listens to the page. */
export const falseHeadings: Rule = ({ content }) =>
	content.body.content.flatMap((block, index, blocks): Advice[] => {
		const text = boldLine(block);
		const next = blocks[index + 1];
		if (!text || !next || next.type === 'heading' || boldLine(next)) return [];
		return [
			{
				code: 'heading-false',
				level: 'advice',
				title: 'Intertitre en gras',
				detail: `« ${text} » est un paragraphe en gras : faites-en un intertitre, pour que le plan se lise.`,
				where: { field: 'body', block: index, quote: text }
			}
		];
	});

function boldLine(block: Block): string | undefined {
	if (block.type !== 'paragraph' || !block.content?.length) return undefined;
	const isBold = block.content.every(
		(inline) => inline.type === 'text' && (!inline.text.trim() || inline.marks?.some(({ type }) => type === 'strong'))
	);
	const text = inlineText(block.content).trim();
	return isBold && text.length > 0 && text.length <= 90 && !/[.!…,;]$/.test(text) ? text : undefined;
}

/** What was opened and never filled. The last paragraph is where one goes on writing. */
export const emptyPassages: Rule = ({ content }) =>
	content.body.content.flatMap((block, index, blocks): Advice[] => {
		const isLast = index === blocks.length - 1;
		if (isLast && block.type === 'paragraph' && !block.attrs?.for) return [];
		if (!isEmpty(block)) return [];
		return [
			{
				code: 'empty',
				level: 'advice',
				title: block.type === 'heading' ? 'Intertitre vide' : 'Passage vide',
				detail: 'Rien n’y est écrit : complétez-le, ou ôtez-le.',
				where: { field: 'body', block: index }
			}
		];
	});

type Node = { type: string; text?: string; content?: unknown[] };

/** Containers of words that hold none. Pictures, buttons and the like hold something of their own. */
function isEmpty(block: Block): boolean {
	const isForWords = ['paragraph', 'heading', 'bulletList', 'orderedList', 'quote', 'questionAnswer', 'aside', 'table'];
	return isForWords.includes(block.type) && !holdsWords(block as Node);
}

const holdsWords = (node: Node): boolean =>
	node.type === 'text' ? Boolean(node.text?.trim()) : (node.content ?? []).some((child) => holdsWords(child as Node));

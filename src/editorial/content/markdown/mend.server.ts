import { plainText, type Warning } from '../channel.ts';
import type { Block, Heading, Inline, Paragraph } from '../document.ts';
import { mendTypedLists } from './mend-lists.server.ts';
import type { MarkdownNode, MarkdownParent, Phrasing } from './trees.ts';
import { strongly, withoutStrong } from './words.server.ts';

/** What foreign texts do by habit, made what it means. */
export const mendBlocks = (blocks: Block[], warnings: Warning[]): Block[] =>
	mendSeparators(mendVideos(mendTypedLists(mendCaptions(mendHeadings(mendBoldLines(blocks, warnings), warnings)))));

/** Longer than this, what is written as a title is a paragraph in large type. */
const longestTitle = 180;

/**
 * Headings on levels 2 to 4 that follow each other without a gap. A text that begins lower or higher than 2 is moved as a
 * whole; a level that is skipped inside it is mended, with a warning.
 */
function mendHeadings(blocks: Block[], warnings: Warning[]): Block[] {
	const open: { written: number; level: number }[] = [];
	return blocks.map((block): Block => {
		if (block.type !== 'heading') return block;
		if (plainText(block.content).length > longestTitle) return asParagraph(block);
		const written: number = block.attrs.level;
		while (open.length > 0 && open.at(-1)!.written >= written) open.pop();
		const above = open.at(-1);
		const level = Math.min((above?.level ?? 1) + 1, 4) as 2 | 3 | 4;
		open.push({ written, level });
		if (above && written > above.written + 1) {
			const message = `Le titre « ${plainText(block.content)} » sautait un niveau\u00a0: il est maintenant de niveau ${level}.`;
			warnings.push({ code: 'heading-skipped', message });
		}
		return { ...block, attrs: { ...block.attrs, level } };
	});
}

const longestBoldTitle = 120;

/**
 * In a text without any heading, short lines in bold that begin a part are its headings: as bold lines, nobody who
 * listens to the page can go from one to the next.
 */
function mendBoldLines(blocks: Block[], warnings: Warning[]): Block[] {
	if (blocks.some(({ type }) => type === 'heading')) return blocks;
	const titles = blocks.filter((block, index) => isBoldLine(block) && !isBoldLine(blocks[index + 1] ?? block));
	if (titles.length < 2) return blocks;
	const message = `${titles.length} lignes en gras sont devenues des titres.`;
	warnings.push({ code: 'form-reduced', message });
	return blocks.map((block): Block => {
		if (!titles.includes(block) || block.type !== 'paragraph') return block;
		return { type: 'heading', attrs: { level: 2 }, content: withoutStrong(block.content ?? []) };
	});
}

const isBoldLine = (block: Block): boolean => {
	if (block.type !== 'paragraph' || !block.content?.length) return false;
	const isStrong = (inline: Inline) => inline.type === 'text' && inline.marks?.some(({ type }) => type === 'strong');
	return block.content.every(isStrong) && plainText(block.content).length <= longestBoldTitle;
};

const asParagraph = ({ attrs, content = [] }: Heading): Paragraph => ({
	type: 'paragraph',
	...(attrs.for && { attrs: { for: attrs.for } }),
	content: strongly(content)
});

const longestCaption = 250;

/** A line of italics under a picture is its caption, when it leads nowhere. */
function mendCaptions(blocks: Block[]): Block[] {
	const mended: Block[] = [];
	for (const block of blocks) {
		const above = mended.at(-1);
		const caption = block.type === 'paragraph' && isAllEmphasis(block) ? plainText(block.content) : '';
		if (above?.type === 'image' && !above.attrs.caption && caption && caption.length <= longestCaption)
			mended[mended.length - 1] = { ...above, attrs: { ...above.attrs, caption } };
		else mended.push(block);
	}
	return mended;
}

const isAllEmphasis = ({ content = [] }: Paragraph): boolean =>
	content.length > 0 &&
	content.every(
		(inline) =>
			inline.type === 'text' &&
			inline.marks?.some(({ type }) => type === 'emphasis') &&
			inline.marks.every(({ type }) => type !== 'link')
	);

const isVideoPage =
	/^https?:\/\/(www\.|m\.)?(youtube\.com\/watch\?|youtu\.be\/|vimeo\.com\/\d|dailymotion\.com\/video\/|dai\.ly\/)\S+$/;

/** The address of a video alone on its line: editors and WordPress turn it into a player. */
const mendVideos = (blocks: Block[]): Block[] =>
	blocks.map((block) => {
		const href = block.type === 'paragraph' ? plainText(block.content).trim() : '';
		if (!isVideoPage.test(href)) return block;
		return { type: 'video', attrs: { href, title: `vidéo sur ${new URL(href).hostname.replace(/^www\./, '')}` } };
	});

/** A separator at an edge, doubled, or before a heading that separates already, says nothing. */
const mendSeparators = (blocks: Block[]): Block[] =>
	blocks.filter((block, index) => {
		if (block.type !== 'separator') return true;
		const next = blocks[index + 1];
		return index > 0 && next !== undefined && next.type !== 'separator';
	});

/**
 * Strong text that CommonMark leaves as asterisks and that other tools read as strong: `l’**« objet »**`, `**mot **suite`.
 * Pairs of `**` left in the words of one paragraph become strong again.
 */
export function mendStrong(tree: MarkdownNode): void {
	if (!('children' in tree)) return;
	for (const child of tree.children) mendStrong(child);
	const children = tree.children as Phrasing[];
	const parts = children.flatMap(splitAtStars);
	const stars = parts.filter((part) => part === '**').length;
	if (stars % 2 === 1) (tree as MarkdownParent).children = children.filter((child) => !isLeftover(child));
	if (stars === 0 || stars % 2 === 1) return;
	const mended: Phrasing[] = [];
	let inside: Phrasing[] | undefined;
	for (const part of parts) {
		if (part !== '**') (inside ?? mended).push(part);
		else if (!inside) inside = [];
		else {
			if (inside.length > 0) mended.push({ type: 'strong', children: inside });
			inside = undefined;
		}
	}
	(tree as MarkdownParent).children = mended;
}

/** Asterisks alone between two links or at an edge: what an editor left of a pair. */
const isLeftover = (node: Phrasing): boolean => node.type === 'text' && /^\s*\*{2,4}\s*$/.test(node.value);

function splitAtStars(node: Phrasing): (Phrasing | '**')[] {
	if (node.type !== 'text' || !node.value.includes('**')) return [node];
	return node.value
		.split(/(\*\*)/)
		.filter((part) => part !== '')
		.map((part) => (part === '**' ? part : { type: 'text', value: part }));
}

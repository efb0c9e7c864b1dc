import { runsOf } from '../addresses.ts';
import { renderBlock, type BlockMap, type ChannelContext, type Channelled, type Warning } from '../channel.ts';
import type { Address, Block, ListItem, PictureUse } from '../document.ts';
import { showFile } from './files.ts';
import { directive, escapeMarkdown, inlineMarkdown, isPlainMarkdown } from './markdown-inline.ts';
import { htmlTable, isPipeTable, pipeTable } from './markdown-table.ts';

type Markdown = { context: ChannelContext; warnings: Warning[] };

/**
 * Blocks as GitHub Markdown with generic directives for what Markdown lacks. Nothing is lost and nothing is beautified:
 * read again (`markdown/parse.server.ts`), it gives the same blocks.
 */
export function markdown(blocks: Block[], context: ChannelContext): Channelled {
	const warnings: Warning[] = [];
	return { output: flow(blocks, { context, warnings }), warnings };
}

function flow(blocks: readonly Block[], channel: Markdown): string {
	const runs = runsOf(blocks).map(({ address, blocks }) => {
		const inside = sequence(blocks, channel);
		return address ? container('passage', addressAttributes(address, channel), inside) : inside;
	});
	return runs.filter(Boolean).join('\n\n');
}

/** Two lists in a row are told apart by their signs. */
function sequence(blocks: readonly Block[], channel: Markdown): string {
	let isOther = false;
	const output = blocks.map((block, index) => {
		const isList = block.type === 'bulletList' || block.type === 'orderedList';
		isOther = isList && blocks[index - 1]?.type === block.type && !isOther;
		if (block.type === 'bulletList') return items(block.content, () => (isOther ? '* ' : '- '), channel);
		if (block.type === 'orderedList') {
			const start = block.attrs?.start ?? 1;
			return items(block.content, (at) => `${start + at}${isOther ? ')' : '.'} `, channel);
		}
		return renderBlock(blockMap, block, channel);
	});
	return output.filter(Boolean).join('\n\n');
}

function addressAttributes({ structures = [], reach }: Address, { context }: Markdown): Record<string, string> {
	const slugs = structures.map((id) => context.structures.get(id)?.slug ?? id);
	return { structures: slugs.join(' '), reach: reach ?? '' };
}

/** A directive that holds blocks, fenced by one colon more than any fence inside. */
function container(name: string, attributes: Record<string, string>, inside: string): string {
	const deepest = Math.max(
		2,
		...[...inside.matchAll(/^[\s>]*(?:[-*]\s+|\d+[.)]\s+)*(:{3,})/gm)].map((found) => found[1]!.length)
	);
	const fence = ':'.repeat(deepest + 1);
	return `${fence}${directive(name, attributes)}\n${inside}${inside && '\n'}${fence}`;
}

const leaf = (name: string, attributes: Record<string, string>) => `::${directive(name, attributes)}`;

const quoted = (text: string) => text.replace(/^/gm, '> ').replace(/^> $/gm, '>');

const blockMap: BlockMap<Markdown> = {
	paragraph: (block) => inlineMarkdown(block.content),
	heading: (block) => `${'#'.repeat(block.attrs.level)} ${inlineMarkdown(block.content)}`,
	bulletList: (block, channel) => sequence([block], channel),
	orderedList: (block, channel) => sequence([block], channel),
	quote(block, channel) {
		const author = block.attrs?.author ?? '';
		const inside = flow(block.content, channel);
		if (author) return `${quoted(inside)}\n>\n> — ${escapeMarkdown(author)}`;
		// A last paragraph that looks like an author's name, and is not one.
		return /(^|\n)— .*$/.test(inside) ? container('quote', {}, inside) : quoted(inside);
	},
	image: (block) => image(block.attrs),
	gallery: (block, channel) => container('gallery', {}, flow(block.content, channel)),
	table(block, channel) {
		if (!isPipeTable(block)) return htmlTable(block, (address) => addressAttributes(address, channel));
		const rows = pipeTable(block);
		return block.attrs?.caption ? container('table', { caption: block.attrs.caption }, rows) : rows;
	},
	keyFigure: ({ attrs: { value, label, source = '' } }) => leaf('key-figure', { value, label, source }),
	questionAnswer: (block, channel) =>
		container('question', { title: block.attrs.question }, flow(block.content, channel)),
	aside: (block, channel) => container('aside', { title: block.attrs?.title ?? '' }, flow(block.content, channel)),
	callToAction: ({ attrs: { label, href } }) => leaf('call-to-action', { label, href }),
	file(block, { context, warnings }) {
		const { media, label = '' } = block.attrs;
		// What may not travel is left out; what the library does not know is kept, for this text is a source too.
		if (context.media.has(media) && !showFile(block, context, warnings)) return '';
		return leaf('file', { media, label });
	},
	video(block, channel) {
		const { href, title } = block.attrs;
		if (!block.content) return leaf('video', { href, title });
		return container('video', { href, title }, flow(block.content, channel));
	},
	separator: () => '***'
};

/** The short form where it says everything, else the directive. */
function image({ media, alt = '', caption = '', credit = '' }: PictureUse): string {
	const isShort = !credit && isPlainMarkdown(alt) && isPlainMarkdown(caption);
	if (!isShort) return leaf('image', { media, alt, caption, credit });
	return `![${alt}](media:${media}${caption && ` "${caption}"`})`;
}

function items(content: ListItem[], signOf: (index: number) => string, channel: Markdown): string {
	const isLoose = content.some((item) => item.content.some((part, index) => index > 0 && part.type === 'paragraph'));
	return content
		.map((item, index) => {
			const sign = signOf(index);
			return `${sign}${itemContent(item, channel).replace(/\n(?=.)/g, `\n${' '.repeat(sign.length)}`)}`.trimEnd();
		})
		.join(isLoose ? '\n\n' : '\n');
}

/** A list under its item's words needs no empty line, but for a numbered one that does not begin at 1 (CommonMark 5.2). */
function itemContent({ content }: ListItem, channel: Markdown): string {
	const [words, list, ...others] = content;
	const isShort =
		words?.type === 'paragraph' &&
		words.content?.length &&
		others.length === 0 &&
		(list?.type === 'bulletList' || (list?.type === 'orderedList' && (list.attrs?.start ?? 1) === 1)) &&
		content.every((part) => !part.attrs?.for);
	return isShort ? `${inlineMarkdown(words.content)}\n${sequence([list], channel)}` : flow(content, channel);
}

import { fileUrl } from '#foundation/media/index.ts';
import { typeset } from '#kernel/text.ts';
import { addressLabel, runsOf } from '../addresses.ts';
import {
	renderBlock,
	type BlockMap,
	type ChannelContext,
	type Channelled,
	type MarkMap,
	type Warning
} from '../channel.ts';
import type { Block, Inline, ListItem, PictureUse } from '../document.ts';
import { showFile } from './files.ts';
import { renderInline, typesetInline } from './inline.ts';
import { wholeHref } from './links.ts';
import { showPicture, undescribed } from './pictures.ts';
import { textTable } from './text-table.ts';
import { hang, textWidth, underlined, wrap } from './wrap.ts';

/** `notes` are the addresses of links, in the order in which they are met; `width` is what is left for a line. */
type Plain = { context: ChannelContext; warnings: Warning[]; notes: string[]; width: number };

/**
 * Blocks as plain text of 72 columns, written from the document rather than from its HTML: underlined titles, links as
 * numbered notes at the end.
 */
export function text(blocks: Block[], context: ChannelContext): Channelled {
	const channel: Plain = { context, warnings: [], notes: [], width: textWidth };
	const body = flow(blocks, channel);
	const notes = channel.notes.map((href, index) => `[${index + 1}] ${href}`).join('\n');
	return { output: [body, notes].filter(Boolean).join('\n\n'), warnings: channel.warnings };
}

/** Blocks parted by an empty line; those addressed to some are announced by a line of their own. */
function flow(blocks: readonly Block[], channel: Plain): string {
	const render = (run: readonly Block[]) => run.map((block) => renderBlock(blockMap, block, channel)).filter(Boolean);
	if (!channel.context.showAddresses) return render(blocks).join('\n\n');
	return runsOf(blocks)
		.flatMap(({ address, blocks }) => {
			const inside = render(blocks);
			return address && inside.length > 0 ? [`[${addressLabel(address, channel.context)}]`, ...inside] : inside;
		})
		.join('\n\n');
}

/** Blocks inside others, each line begun by a sign. */
function prefixed(sign: string, blocks: readonly Block[], channel: Plain): string {
	const inside = flow(blocks, { ...channel, width: channel.width - sign.length });
	return inside && hang(inside, sign, sign);
}

const inline = (content: Inline[] | undefined, channel: Plain): string =>
	renderInline(typesetInline(content), { marks: markMap, text: (words) => words, hardBreak: '\n' }, channel);

const markMap: MarkMap<Plain> = {
	strong: (inside) => inside,
	emphasis: (inside) => inside,
	language: (inside) => inside,
	link: (inside, { attrs }, channel) => linked(inside, attrs.href, channel)
};

/** "notre article [2]"; an address written out is not given twice. */
function linked(label: string, to: string, { context, warnings, notes }: Plain): string {
	const href = wholeHref(to, context, warnings);
	if (href === undefined) return label;
	const bare = (address: string) =>
		address.replace(/^(mailto:|tel:|https?:\/\/)/, '').replace(/[/\s\u00a0\u202f]+/g, '');
	if (bare(href) === bare(label)) return label;
	if (!notes.includes(href)) notes.push(href);
	return `${label}\u00a0[${notes.indexOf(href) + 1}]`;
}

const blockMap: BlockMap<Plain> = {
	paragraph: (block, channel) => wrap(inline(block.content, channel), channel.width),
	heading: (block, channel) =>
		underlined(inline(block.content, channel), block.attrs.level === 2 ? '=' : '-', channel.width),
	bulletList: (block, channel) => items(block.content, () => '- ', channel),
	orderedList(block, channel) {
		const start = block.attrs?.start ?? 1;
		const width = String(start + block.content.length - 1).length + 2;
		return items(block.content, (index) => `${start + index}.`.padEnd(width), channel);
	},
	quote(block, channel) {
		const said = prefixed('> ', block.content, channel);
		return block.attrs?.author ? `${said}\n> — ${typeset(block.attrs.author)}` : said;
	},
	image: (block, channel) => image(block.attrs, channel),
	gallery: (block, channel) =>
		block.content
			.map((each) => image(each.attrs, channel))
			.filter(Boolean)
			.join('\n\n'),
	table(block, channel) {
		const cell = (content: Block[]) => flow(content, { ...channel, width: Infinity }).replace(/\s*\n\s*/g, ' ');
		const rows = block.content.map((row) =>
			row.content.map((each) => ({ ...each.attrs, isHeader: each.type === 'tableHeader', text: cell(each.content) }))
		);
		const table = textTable(rows, channel.width);
		return block.attrs?.caption ? `${wrap(typeset(block.attrs.caption), channel.width)}\n\n${table}` : table;
	},
	keyFigure({ attrs }, { width }) {
		const source = attrs.source ? ` (source\u00a0: ${attrs.source})` : '';
		return hang(wrap(typeset(`${attrs.value} ${attrs.label}${source}`), width - 4), '>>> ', '    ');
	},
	questionAnswer: (block, channel) =>
		`${underlined(typeset(block.attrs.question), '-', channel.width)}\n\n${flow(block.content, channel)}`,
	aside(block, channel) {
		const title = block.attrs?.title
			? `${hang(wrap(typeset(block.attrs.title), channel.width - 2), '| ', '| ')}\n|\n`
			: '';
		return `${title}${prefixed('| ', block.content, channel)}`;
	},
	callToAction: ({ attrs }, channel) => arrow(linked(typeset(attrs.label), attrs.href, channel), channel),
	file(block, channel) {
		const file = showFile(block, channel.context, channel.warnings);
		return file ? arrow(`${linked(typeset(file.label), fileUrl(file.media), channel)} (${file.details})`, channel) : '';
	},
	video(block, channel) {
		const link = arrow(
			linked(`Voir la vidéo\u00a0: ${typeset(block.attrs.title)}`, block.attrs.href, channel),
			channel
		);
		const said = prefixed('| ', block.content ?? [], channel);
		return said ? `${link}\n\n| Transcription\n|\n${said}` : link;
	},
	separator: (_, { width }) => `${' '.repeat(Math.max(0, Math.floor(Math.min(width, textWidth) / 2) - 3))}* * *`
};

/** A line that leads somewhere. */
const arrow = (label: string, { width }: Plain) => hang(wrap(label, width - 2), '→ ', '  ');

function items(content: ListItem[], signOf: (index: number) => string, channel: Plain): string {
	const isLoose = content.some((item) => item.content.filter(({ type }) => type === 'paragraph').length > 1);
	return content
		.map((item, index) => {
			const sign = signOf(index);
			const inner = { ...channel, width: channel.width - sign.length };
			const inside = isLoose ? flow(item.content, inner) : item.content.map((part) => flow([part], inner)).join('\n');
			return hang(inside, sign, ' '.repeat(sign.length));
		})
		.join(isLoose ? '\n\n' : '\n');
}

function image(use: PictureUse, { context, warnings, width }: Plain): string {
	const shown = showPicture(use, context, warnings);
	if (!shown) return '';
	const said = [shown.caption === shown.alt ? '' : shown.caption, shown.credit].filter(Boolean).join(' · ');
	const alt = shown.alt && `[${shown.alt === undescribed ? '' : 'Image\u00a0: '}${typeset(shown.alt)}]`;
	const lines = [alt, typeset(said)];
	return lines
		.filter(Boolean)
		.map((line) => wrap(line, width))
		.join('\n');
}

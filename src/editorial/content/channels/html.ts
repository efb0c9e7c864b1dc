import { fileUrl, pictureSet, pictureUrl } from '#foundation/media/index.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { typeset } from '#kernel/text.ts';
import { addressLabel, runsOf } from '../addresses.ts';
import {
	plainText,
	renderBlock,
	type BlockMap,
	type ChannelContext,
	type Channelled,
	type MarkMap,
	type Warning
} from '../channel.ts';
import type { Block, Inline, ListItem, PictureUse, Table, TableCell, TableHeader } from '../document.ts';
import { followHeadings, headingNamer, type HeadingLevels } from '../headings.ts';
import { showFile } from './files.ts';
import { renderInline, typesetInline } from './inline.ts';
import { hostOf, ownHref } from './links.ts';
import { showPicture } from './pictures.ts';
import { partsOfTable, scopeOf, spanAttributes } from './tables.ts';

type Html = {
	context: ChannelContext;
	warnings: Warning[];
	levels: HeadingLevels;
	nameHeading: (text: string) => string;
};

/**
 * Blocks as HTML for our own pages: semantic, accessible, without style attributes. Blocks are found by their class
 * (`key-figure`, `aside`…); passages addressed to some by `passage`, with `data-voice` for the colour of who speaks.
 */
export function html(blocks: Block[], context: ChannelContext): Channelled {
	const channel: Html = {
		context,
		warnings: [],
		levels: followHeadings(context.headingShift),
		nameHeading: headingNamer(context.idPrefix)
	};
	return { output: flow(blocks, channel), warnings: channel.warnings };
}

/** Blocks one after the other; those addressed to some are gathered into passages when addresses are shown. */
function flow(blocks: readonly Block[], channel: Html): string {
	const render = (run: readonly Block[]) => run.map((block) => renderBlock(blockMap, block, channel)).filter(Boolean);
	if (!channel.context.showAddresses) return render(blocks).join('\n');
	const runs = runsOf(blocks).map(({ address, blocks }) => {
		const inside = render(blocks).join('\n');
		if (!address || !inside) return inside;
		const voice = address.structures?.length ? ` data-voice="${escapeHtml(channel.context.structure.slug)}"` : '';
		const who = escapeHtml(addressLabel(address, channel.context));
		return `<div class="passage"${voice}>\n<p class="who">${who}</p>\n${inside}\n</div>`;
	});
	return runs.filter(Boolean).join('\n');
}

const words = (text: string) => escapeHtml(typeset(text));

const inline = (content: Inline[] | undefined, channel: Html) =>
	renderInline(typesetInline(content), { marks: markMap, text: escapeHtml, hardBreak: '<br>' }, channel);

const markMap: MarkMap<Html> = {
	strong: (inside) => `<strong>${inside}</strong>`,
	emphasis: (inside) => `<em>${inside}</em>`,
	language: (inside, { attrs }) => `<span lang="${escapeHtml(attrs.lang)}">${inside}</span>`,
	link(inside, { attrs }, { warnings }) {
		const href = ownHref(attrs.href, warnings);
		return href === undefined ? inside : `<a href="${escapeHtml(href)}">${inside}</a>`;
	}
};

const blockMap: BlockMap<Html> = {
	paragraph(block, channel) {
		const inside = inline(block.content, channel);
		return inside && `<p>${inside}</p>`;
	},
	heading(block, channel) {
		const text = plainText(block.content);
		const id = channel.nameHeading(text);
		const { level, isSkipped } = channel.levels.heading(block.attrs.level);
		if (isSkipped) {
			const message = `Le titre « ${text} » saute un niveau : la personne qui écoute la page croit qu’il en manque un.`;
			channel.warnings.push({ code: 'heading-skipped', message });
		}
		return `<h${level} id="${id}">${inline(block.content, channel)}</h${level}>`;
	},
	bulletList: (block, channel) => `<ul>\n${items(block.content, channel)}\n</ul>`,
	orderedList(block, channel) {
		const { start = 1 } = block.attrs ?? {};
		return `<ol${start === 1 ? '' : ` start="${start}"`}>\n${items(block.content, channel)}\n</ol>`;
	},
	quote(block, channel) {
		const quote = `<blockquote>\n${flow(block.content, channel)}\n</blockquote>`;
		const author = block.attrs?.author;
		const caption = author ? `\n<figcaption><cite>${words(author)}</cite></figcaption>` : '';
		return `<figure class="quote">\n${quote}${caption}\n</figure>`;
	},
	image: (block, channel) => figure(block.attrs, channel),
	gallery(block, channel) {
		const figures = block.content.map((image) => figure(image.attrs, channel)).filter(Boolean);
		return figures.length === 0 ? '' : `<ul class="gallery">\n<li>${figures.join('</li>\n<li>')}</li>\n</ul>`;
	},
	table: (block, channel) => table(block, channel),
	keyFigure({ attrs }) {
		const source = attrs.source ? ` <small class="source">Source\u00a0: ${words(attrs.source)}</small>` : '';
		return `<p class="key-figure"><b class="value">${words(attrs.value)}</b> <span class="label">${words(attrs.label)}${source}</span></p>`;
	},
	questionAnswer(block, channel) {
		const id = channel.nameHeading(block.attrs.question);
		const level = channel.levels.inside();
		const question = `<h${level} class="question" id="${id}">${words(block.attrs.question)}</h${level}>`;
		return `<div class="question-answer">\n${question}\n${flow(block.content, channel)}\n</div>`;
	},
	aside(block, channel) {
		const level = channel.levels.inside();
		const title = block.attrs?.title ? `<h${level} class="aside-title">${words(block.attrs.title)}</h${level}>\n` : '';
		return `<div class="aside" role="note">\n${title}${flow(block.content, channel)}\n</div>`;
	},
	callToAction({ attrs }, channel) {
		const href = ownHref(attrs.href, channel.warnings);
		if (href === undefined) return `<p>${words(attrs.label)}</p>`;
		return `<p class="call-to-action"><a href="${escapeHtml(href)}">${words(attrs.label)}</a></p>`;
	},
	file(block, { context, warnings }) {
		const file = showFile(block, context, warnings);
		if (!file) return '';
		const link = `<a href="${escapeHtml(fileUrl(file.media))}">${words(file.label)}</a>`;
		return `<p class="file">${link} <span class="file-details">(${escapeHtml(file.details)})</span></p>`;
	},
	video(block, channel) {
		const href = ownHref(block.attrs.href, channel.warnings);
		const host = hostOf(block.attrs.href);
		const label = `Voir la vidéo\u00a0: ${words(block.attrs.title)}`;
		const link = href === undefined ? label : `<a href="${escapeHtml(href)}">${label}</a>`;
		const where = host ? ` <span class="video-host">(${escapeHtml(host)})</span>` : '';
		const said = flow(block.content ?? [], channel);
		const transcript = said
			? `\n<details class="transcript">\n<summary>Lire la transcription</summary>\n${said}\n</details>`
			: '';
		return `<div class="video">\n<p class="video-link">${link}${where}</p>${transcript}\n</div>`;
	},
	separator: () => '<hr>'
};

function items(content: ListItem[], channel: Html): string {
	return content
		.map((item) => {
			const [first, ...rest] = item.content;
			const isPlain =
				first?.type === 'paragraph' && !first.attrs?.for && rest.every(({ type }) => type !== 'paragraph');
			const inside = isPlain
				? [inline(first.content, channel), flow(rest, channel)].filter(Boolean).join('\n')
				: flow(item.content, channel);
			return `<li>${inside}</li>`;
		})
		.join('\n');
}

/** Widths at which a picture is asked for: a column of text, or the whole of a small screen. */
const sizes = '(min-width: 48rem) 42rem, 100vw';

function figure(use: PictureUse, { context, warnings }: Html): string {
	const shown = showPicture(use, context, warnings);
	if (!shown) return '';
	const { media, alt, caption, credit } = shown;
	const source = (format: 'avif' | 'webp') =>
		`<source type="image/${format}" srcset="${escapeHtml(pictureSet(media, format))}" sizes="${sizes}">`;
	const dimensions = media.width && media.height ? ` width="${media.width}" height="${media.height}"` : '';
	const jpeg = `src="${escapeHtml(pictureUrl(media, 960, 'jpg'))}" srcset="${escapeHtml(pictureSet(media, 'jpg'))}" sizes="${sizes}"`;
	const picture = `<picture>${source('avif')}${source('webp')}<img ${jpeg}${dimensions} alt="${words(alt)}" loading="lazy" decoding="async"></picture>`;
	const said = [words(caption), credit && `<span class="credit">${words(credit)}</span>`].filter(Boolean).join(' ');
	if (!said) return `<figure class="image">${picture}</figure>`;
	// RGAA 1.9: a picture and its caption are one thing, named by the caption.
	const name = escapeHtml(typeset([caption, credit].filter(Boolean).join(' ')));
	return `<figure class="image" role="figure" aria-label="${name}">${picture}<figcaption>${said}</figcaption></figure>`;
}

/** A wide table scrolls inside its own group, which the keyboard reaches. */
function table(block: Table, channel: Html): string {
	const { head, body } = partsOfTable(block);
	const row = (cells: (TableHeader | TableCell)[], place: 'head' | 'body') =>
		`<tr>${cells.map((each) => cell(each, place, channel)).join('')}</tr>`;
	const title = words(block.attrs?.caption ?? '');
	const parts = [
		title && `<caption>${title}</caption>`,
		head.length > 0 && `<thead>\n${head.map((cells) => row(cells, 'head')).join('\n')}\n</thead>`,
		body.length > 0 && `<tbody>\n${body.map((cells) => row(cells, 'body')).join('\n')}\n</tbody>`
	];
	const name = title || 'Tableau';
	return `<div class="table" role="group" aria-label="${name}" tabindex="0">\n<table>\n${parts.filter(Boolean).join('\n')}\n</table>\n</div>`;
}

function cell(each: TableHeader | TableCell, place: 'head' | 'body', channel: Html): string {
	const [only, ...others] = each.content;
	const inside =
		only && others.length === 0 && !only.attrs?.for ? inline(only.content, channel) : flow(each.content, channel);
	if (each.type === 'tableCell') return `<td${spanAttributes(each)}>${inside}</td>`;
	// An empty corner heads nothing.
	if (!inside) return `<td${spanAttributes(each)}></td>`;
	return `<th scope="${scopeOf(each, place)}"${spanAttributes(each)}>${inside}</th>`;
}

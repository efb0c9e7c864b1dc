import { fileUrl, pictureUrl } from '#foundation/media/index.ts';
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
import type { Block, Inline, ListItem, PictureUse } from '../document.ts';
import { followHeadings, type HeadingLevels } from '../headings.ts';
import { showFile } from './files.ts';
import { renderInline, typesetInline } from './inline.ts';
import { hostOf, wholeHref } from './links.ts';
import { table } from './mjml-table.ts';
import { cut, element, sans, shades, textElement } from './mjml-style.ts';
import { showPicture } from './pictures.ts';

type Mjml = { context: ChannelContext; warnings: Warning[]; levels: HeadingLevels; isNested: boolean };

/**
 * Blocks as one MJML body section, valid in strict mode and entirely escaped (MJML escapes nothing). Neighbouring text
 * shares one `mj-text`: an `mj-` element costs 400 to 900 bytes of HTML, and a letter has 100 kB.
 */
export function mjml(blocks: Block[], context: ChannelContext): Channelled {
	const { output, warnings } = mjmlElements(blocks, context);
	return {
		output: output && `<mj-section padding="0"><mj-column>\n${output}\n</mj-column></mj-section>`,
		warnings
	};
}

/** The same without its section, for a template that puts a title or a link in the same column. */
export function mjmlElements(blocks: Block[], context: ChannelContext): Channelled {
	const channel: Mjml = { context, warnings: [], levels: followHeadings(context.headingShift), isNested: false };
	const elements: string[] = [];
	let run = '';
	const endRun = () => {
		if (run) elements.push(textElement(run, elements.at(-1)?.includes(shades.panel) ? '20px 24px 0' : '0 24px'));
		run = '';
	};
	for (const piece of flow(blocks, channel).split(cut)) {
		if (!piece.startsWith('<mj-')) {
			run += piece;
			continue;
		}
		endRun();
		elements.push(piece);
	}
	endRun();
	return { output: elements.join('\n'), warnings: channel.warnings };
}

function flow(blocks: readonly Block[], channel: Mjml): string {
	const render = (run: readonly Block[]) => run.map((block) => renderBlock(blockMap, block, channel)).join('');
	if (!channel.context.showAddresses) return render(blocks);
	return runsOf(blocks)
		.map(({ address, blocks }) => {
			const inside = render(blocks);
			if (!address || !inside) return inside;
			return `${soft(escape(addressLabel(address, channel.context)), `font:700 16px/1.5 ${sans};margin:0 0 4px`)}${inside}`;
		})
		.join('');
}

/** Also disarms the template languages that a letter may still go through. */
const escape = (text: string) => escapeHtml(text).replace(/\{(?=[{%])/g, '&#123;');
const words = (text: string) => escape(typeset(text));

const inline = (content: Inline[] | undefined, channel: Mjml) =>
	renderInline(typesetInline(content), { marks: markMap, text: escape, hardBreak: '<br>' }, channel);

const paragraph = (inside: string, style = 'margin:0 0 16px') => `<p style="${style}">${inside}</p>`;
const soft = (inside: string, style = 'margin:0 0 16px') =>
	`<p class="soft" style="${style};color:${shades.soft}">${inside}</p>`;

function anchor(href: string | undefined, label: string, { context }: Mjml): string {
	if (href === undefined) return label;
	return `<a class="link" href="${escape(href)}" style="color:${context.structure.identity.accent}">${label}</a>`;
}

/** Sizes of titles in pixels, by their level in the letter. */
const titleSizes: Record<number, number> = { 2: 23, 3: 20, 4: 18 };

function title(inside: string, level: number): string {
	const size = titleSizes[level] ?? 17;
	return `<h${level} style="margin:24px 0 8px;font:700 ${size}px/1.25 ${sans}">${inside}</h${level}>`;
}

const markMap: MarkMap<Mjml> = {
	strong: (inside) => `<strong>${inside}</strong>`,
	emphasis: (inside) => `<em>${inside}</em>`,
	language: (inside, { attrs }) => `<span lang="${escape(attrs.lang)}">${inside}</span>`,
	link: (inside, { attrs }, channel) =>
		anchor(wholeHref(attrs.href, channel.context, channel.warnings), inside, channel)
};

const blockMap: BlockMap<Mjml> = {
	paragraph(block, channel) {
		const inside = inline(block.content, channel);
		return inside && paragraph(inside);
	},
	heading(block, channel) {
		const { level, isSkipped } = channel.levels.heading(block.attrs.level);
		if (isSkipped)
			channel.warnings.push({
				code: 'heading-skipped',
				message: `Le titre « ${plainText(block.content)} » saute un niveau.`
			});
		return title(inline(block.content, channel), level);
	},
	bulletList: (block, channel) => list('ul', '', block.content, channel),
	orderedList(block, channel) {
		const { start = 1 } = block.attrs ?? {};
		return list('ol', start === 1 ? '' : ` start="${start}"`, block.content, channel);
	},
	quote(block, channel) {
		const style = `margin:0 0 16px;padding-left:16px;border-left:4px solid ${channel.context.structure.identity.accent}`;
		const author = block.attrs?.author ? soft(`— ${words(block.attrs.author)}`) : '';
		return `<blockquote style="${style}">${flow(block.content, channel)}${author}</blockquote>`;
	},
	image: (block, channel) => image(block.attrs, channel),
	gallery: (block, channel) => block.content.map((each) => image(each.attrs, channel)).join(''),
	table: (block, channel) =>
		table(block, words(block.attrs?.caption ?? ''), (cell) => {
			const [only, ...others] = cell.content;
			const isPlain = only && others.length === 0 && !only.attrs?.for;
			return isPlain ? inline(only.content, channel) : flow(cell.content, channel);
		}),
	keyFigure({ attrs }, { context }) {
		const value = `<b class="link" style="font:800 32px/1.2 ${sans};color:${context.structure.identity.accent}">${words(attrs.value)}</b>`;
		const source = attrs.source
			? `<br><span class="soft" style="color:${shades.soft}">Source\u00a0: ${words(attrs.source)}</span>`
			: '';
		return paragraph(`${value}<br>${words(attrs.label)}${source}`);
	},
	questionAnswer: (block, channel) =>
		title(words(block.attrs.question), channel.levels.inside()) + flow(block.content, channel),
	aside(block, channel) {
		const heading = block.attrs?.title ? title(words(block.attrs.title), channel.levels.inside()) : '';
		return panel(heading.replace('margin:24px', 'margin:0') + flow(block.content, channel));
	},
	callToAction({ attrs }, channel) {
		const href = wholeHref(attrs.href, channel.context, channel.warnings);
		if (href === undefined) return paragraph(words(attrs.label));
		return element(
			'mj-button',
			{
				href: escape(href),
				align: 'left',
				padding: '0 24px 20px',
				'inner-padding': '14px 22px',
				'background-color': channel.context.structure.identity.accent,
				color: '#ffffff',
				'border-radius': '4px',
				'font-family': sans,
				'font-size': '16px',
				'font-weight': '700',
				'line-height': '1.3'
			},
			words(attrs.label)
		);
	},
	file(block, channel) {
		const file = showFile(block, channel.context, channel.warnings);
		if (!file) return '';
		const href = `${channel.context.origin}${fileUrl(file.media)}`;
		return paragraph(`${anchor(href, words(file.label), channel)} (${escape(file.details)})`);
	},
	video(block, channel) {
		const href = wholeHref(block.attrs.href, channel.context, channel.warnings);
		const host = hostOf(block.attrs.href);
		const link = anchor(href, `Voir la vidéo\u00a0: ${words(block.attrs.title)}`, channel);
		return paragraph(`${link}${host ? ` (${escape(host)})` : ''}`) + transcript(block.content, channel);
	},
	separator: () =>
		element('mj-divider', {
			'css-class': 'rule',
			'border-width': '1px',
			'border-color': shades.hairline,
			padding: '8px 24px 24px'
		})
};

/** What a video says is read on its page when it has one, so that a letter stays short; else here. */
function transcript(said: Block[] | undefined, channel: Mjml): string {
	if (!said?.length) return '';
	const { page, origin } = channel.context;
	if (page) return paragraph(anchor(`${origin}${page}`, 'Lire la transcription de la vidéo', channel));
	return paragraph('<strong>Transcription de la vidéo</strong>') + flow(said, channel);
}

const panel = (inside: string) => `${cut}${textElement(inside, '20px 24px 4px', shades.panel)}${cut}`;

function list(tag: 'ul' | 'ol', attributes: string, content: ListItem[], channel: Mjml): string {
	const { isNested } = channel;
	const inner = { ...channel, isNested: true };
	const items = content.map((item) => {
		const [first, ...rest] = item.content;
		const isPlain = first?.type === 'paragraph' && !first.attrs?.for && rest.every(({ type }) => type !== 'paragraph');
		return `<li>${isPlain ? inline(first.content, inner) + flow(rest, inner) : flow(item.content, inner)}</li>`;
	});
	return `<${tag}${attributes} style="margin:${isNested ? '0' : '0 0 16px'};padding-left:24px">${items.join('')}</${tag}>`;
}

/** The widest that a picture is shown: a letter of 600 px with its margins. */
const columnWidth = 552;

function image(use: PictureUse, channel: Mjml): string {
	const shown = showPicture(use, channel.context, channel.warnings);
	if (!shown) return '';
	const { media, alt, caption, credit } = shown;
	const width = Math.min(columnWidth, media.width ?? columnWidth);
	const said = [words(caption), words(credit)].filter(Boolean).join(' · ');
	const attributes = {
		src: escape(`${channel.context.origin}${pictureUrl(media, 960, 'jpg')}`),
		alt: words(alt),
		width: `${width}px`,
		align: 'left',
		padding: said ? '4px 24px 8px' : '4px 24px 20px'
	};
	return element('mj-image', attributes) + (said ? soft(said, `margin:0 0 20px;font:16px/1.5 ${sans}`) : '');
}

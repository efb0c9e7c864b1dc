import type { MarkMap } from '../channel.ts';
import type { Inline } from '../document.ts';
import { renderInline } from './inline.ts';

/** Where strong and emphasis begin and end, until what stands beside them is known. No text holds these signs. */
const edge = { strong: ['\u0001', '\u0002'], emphasis: ['\u0003', '\u0004'] } as const;

/** Inline content as Markdown, on one line but for hard breaks. */
export function inlineMarkdown(content: Inline[] | undefined): string {
	const marked = renderInline(content, { marks: markMap, text: escapeMarkdown, hardBreak: '\\\n' }, undefined);
	// An exclamation mark is only escaped before what would make it an image.
	return protectLines(delimit(marked).replace(/(?<!\\)\\!(?!\[)/g, '!'));
}

const markMap: MarkMap<undefined> = {
	strong: (inside) => `${edge.strong[0]}${inside}${edge.strong[1]}`,
	emphasis: (inside) => `${edge.emphasis[0]}${inside}${edge.emphasis[1]}`,
	language: (inside, { attrs }) => `<span lang="${attrs.lang}">${inside}</span>`,
	link: (inside, { attrs }) => `[${inside.replaceAll(unlink, '')}](${destination(attrs.href)})`
};

/** Between the parts of an address that is not a link: an empty comment, since GFM links it whatever is escaped. */
const unlink = '<!---->';

/** Text that means itself in Markdown. */
export const escapeMarkdown = (text: string): string =>
	text
		.replace(/[\\`*_[\]<>~|&]/g, '\\$&')
		.replace(/!$/, '\\!')
		.replace(/:(?=[\p{L}:])/gu, '\\:')
		.replace(/https?:(?=\/\/)/gi, `$&${unlink}`)
		.replace(/www(?=\.)/gi, `$&${unlink}`)
		.replace(/(?<=[\w.+-])@(?=[\w-])/g, `${unlink}@`);

/** Whether a text can stand as it is in `![…](… "…")`. */
export const isPlainMarkdown = (text: string): boolean => !/[\\`*_[\]<>~|&"\n@]|:\p{L}|https?:|www\./iu.test(text);

const destination = (href: string): string => {
	const escaped = href.replace(/&(?=#?\w+;)/g, '&amp;').replace(/\\/g, '\\\\');
	return /[()\s]/.test(escaped) ? `<${escaped}>` : escaped;
};

/** Signs that would begin a block at the start of a line. */
const protectLines = (text: string): string =>
	text
		.split('\n')
		.map((line) =>
			line
				.replace(/^(#{1,6})(?=\s|$)/, '\\$1')
				.replace(/^([-+=:])/, '\\$1')
				.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
				.replace(/(\s)(#+)$/, '$1\\$2')
		)
		.join('\n');

const outside = /[\s\p{P}]/u;

/**
 * Signs for strong and emphasis where CommonMark (6.2) will read them back, tags where it would not: beside a letter,
 * or with a space inside.
 */
function delimit(text: string): string {
	let output = text;
	for (const [[open, close], sign, tag] of [
		[edge.strong, '**', 'strong'],
		[edge.emphasis, '_', 'em']
	] as const) {
		for (let at = output.indexOf(open); at !== -1; at = output.indexOf(open)) {
			const end = output.indexOf(close, at);
			const inside = output.slice(at + 1, end);
			const isReadable = isOutside(output[at - 1]) && isOutside(output[end + 1]) && /^\S(.*\S)?$/s.test(inside);
			const [before, after] = isReadable ? [sign, sign] : [`<${tag}>`, `</${tag}>`];
			output = `${output.slice(0, at)}${before}${inside}${after}${output.slice(end + 1)}`;
		}
	}
	return output;
}

/** Edges that are still to be written will be punctuation. */
const isOutside = (sign: string | undefined): boolean =>
	sign === undefined || /[\u0001-\u0004]/.test(sign) || outside.test(sign);

/** `name{a="…" b="…"}` for a directive; empty attributes are left out. */
export function directive(name: string, attributes: Record<string, string>): string {
	const said = Object.entries(attributes)
		.filter(([, value]) => value !== '')
		.map(([key, value]) => `${key}="${value.replace(/[&"<>{}\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`);
	return said.length === 0 ? name : `${name}{${said.join(' ')}}`;
}

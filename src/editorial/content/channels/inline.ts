import { typeset } from '#kernel/text.ts';
import type { MarkMap } from '../channel.ts';
import type { Inline, Mark } from '../document.ts';

/** How a channel writes words, and a break in them. */
export type InlineWriter<C> = {
	marks: MarkMap<C>;
	text: (text: string, channel: C) => string;
	hardBreak: string;
};

const sameMark = (a: Mark, b: Mark): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Inline content in a channel. Neighbours under the same mark are written inside one: a link stays one link. */
export function renderInline<C>(content: Inline[] | undefined, writer: InlineWriter<C>, channel: C): string {
	return nest(content ?? [], 0, writer, channel);
}

function nest<C>(content: Inline[], depth: number, writer: InlineWriter<C>, channel: C): string {
	let output = '';
	for (let at = 0; at < content.length;) {
		const mark = markAt(content, at, depth);
		let end = at + 1;
		if (!mark) output += leaf(content[at]!, writer, channel);
		else {
			while (end < content.length && isUnder(mark, content, end, depth)) end++;
			const inside = nest(content.slice(at, end), depth + 1, writer, channel);
			output += (writer.marks[mark.type] as (inside: string, mark: Mark, channel: C) => string)(inside, mark, channel);
		}
		at = end;
	}
	return output;
}

const leaf = <C>(inline: Inline, writer: InlineWriter<C>, channel: C) =>
	inline.type === 'text' ? writer.text(inline.text, channel) : writer.hardBreak;

function markAt(content: Inline[], at: number, depth: number): Mark | undefined {
	const inline = content[at];
	return inline?.type === 'text' ? inline.marks?.[depth] : undefined;
}

/** A break belongs to a mark that goes on after it. */
function isUnder(mark: Mark, content: Inline[], at: number, depth: number): boolean {
	const next = content[at]!.type === 'hardBreak' ? at + 1 : at;
	const found = markAt(content, next, depth);
	return found !== undefined && sameMark(found, mark);
}

const isFrench = (inline: Inline): boolean =>
	inline.type !== 'text' || !inline.marks?.some((mark) => mark.type === 'language' && !/^fr\b/i.test(mark.attrs.lang));

/**
 * French typography on inline content. A text is judged with the sign before it and, for an apostrophe, the one after,
 * so that "l'" before a link and " :" after a bold word come out right. Words in another language are left alone.
 */
export function typesetInline(content: Inline[] = []): Inline[] {
	return content.map((inline, at) => {
		if (inline.type !== 'text' || !isFrench(inline)) return inline;
		const before = lastSign(content[at - 1]);
		const after = inline.text.endsWith("'") ? firstSign(content[at + 1]) : '';
		const set = typeset(before + inline.text + after);
		return { ...inline, text: set.slice(before.length, after ? -1 : undefined) };
	});
}

const lastSign = (inline: Inline | undefined) => (inline?.type === 'text' ? inline.text.slice(-1) : '');
const firstSign = (inline: Inline | undefined) => (inline?.type === 'text' ? inline.text.slice(0, 1) : '');

import { contrast, textRatio } from '#foundation/structures/index.ts';

type Ground = { tag: string; colour: string; ground: string };
const none = new Set(['br', 'img', 'meta', 'hr', 'input', 'link', 'col', 'wbr']);

/** A pair of colours that text is written in, with the first words. */
export type Pair = { colour: string; ground: string; words: string };

/**
 * The pairs of colours in which a letter is written, as its inline styles say them: what mail clients that read nothing
 * else show. Text of one point, which holds a coloured bar open, is no text.
 */
export function pairsOf(html: string): Pair[] {
	const body = html
		.replace(/^[\s\S]*?<body/, '<body')
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(style|script|title)\b[\s\S]*?<\/\1>/g, '');
	const found = new Map<string, Pair>();
	const stack: Ground[] = [{ tag: '', colour: '#000000', ground: '#ffffff' }];
	for (const [, closing, tag = '', attributes = '', text = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>([^<]*)/g)) {
		const top = stack.at(-1)!;
		if (closing) {
			const at = stack.findLastIndex((each) => each.tag === tag);
			if (at > 0) stack.length = at;
		} else if (!none.has(tag) && !attributes.endsWith('/')) stack.push(nextGround(tag, attributes, top));
		const { colour, ground } = stack.at(-1)!;
		const words = text.replace(/&(?:nbsp|#160|#8203|#65279|#847|zwnj);/g, ' ').trim();
		if (words && colour !== ground)
			found.set(`${colour} ${ground}`, found.get(`${colour} ${ground}`) ?? { colour, ground, words });
	}
	return [...found.values()];
}

function nextGround(tag: string, attributes: string, { colour, ground }: Ground): Ground {
	const style = /\sstyle="([^"]*)"/.exec(attributes)?.[1] ?? '';
	if (/display:\s*none/.test(style)) return { tag, colour: ground, ground };
	const own = /(?:^|;)\s*color:\s*(#[0-9a-f]{6})/i.exec(style)?.[1];
	const under =
		/(?:^|;)\s*background(?:-color)?:\s*(#[0-9a-f]{6})/i.exec(style)?.[1] ??
		/\sbgcolor="(#[0-9a-f]{6})"/i.exec(attributes)?.[1];
	return { tag, colour: (own ?? colour).toLowerCase(), ground: (under ?? ground).toLowerCase() };
}

/** Pairs that are not read well enough at 4.5:1. */
export const unreadable = (pairs: Pair[]): Pair[] =>
	pairs.filter(({ colour, ground }) => contrast(colour, ground) < textRatio);

/** What a client that turns light into dark by itself makes of a colour: its lightness from the other end. */
export function inverted(colour: string): string {
	const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
	const shift = 255 - Math.max(r!, g!, b!) - Math.min(r!, g!, b!);
	const hex = (value: number) =>
		Math.min(255, Math.max(0, value + shift))
			.toString(16)
			.padStart(2, '0');
	return `#${hex(r!)}${hex(g!)}${hex(b!)}`;
}

/** The pairs as such a client shows them. */
export const invertedPairs = (pairs: Pair[]): Pair[] =>
	pairs.map(({ colour, ground, words }) => ({ colour: inverted(colour), ground: inverted(ground), words }));

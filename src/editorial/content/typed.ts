import type { Block, Inline, ListItem, Paragraph } from './document.ts';

/**
 * The blocks of a text typed in a plain field, as its writer sees it: an empty line begins a paragraph, lines that begin
 * with a dash or a bullet make a list, other line ends are kept. Nothing else has a meaning. No block for no text.
 */
export function typedBlocks(text: string): Block[] {
	const lines = text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.split('\n')
		.map((line) => line.trim());
	const blocks: Block[] = [];
	let held: { isList: boolean; lines: string[] } | undefined;
	const release = () => {
		if (held) blocks.push(held.isList ? listOf(held.lines) : paragraphOf(held.lines));
		held = undefined;
	};
	for (const line of lines) {
		const [, item] = /^[-–—•*]\s+(.+)$/.exec(line) ?? [];
		if (!line || (held && held.isList !== (item !== undefined))) release();
		if (!line) continue;
		held ??= { isList: item !== undefined, lines: [] };
		held.lines.push(item ?? line);
	}
	release();
	return blocks;
}

const listOf = (items: string[]): Block => ({
	type: 'bulletList',
	content: items.map((item): ListItem => ({ type: 'listItem', content: [paragraphOf([item])] }))
});

const paragraphOf = (lines: string[]): Paragraph => ({
	type: 'paragraph',
	content: lines.flatMap((text, index): Inline[] => [
		...(index > 0 ? [{ type: 'hardBreak' } as const] : []),
		{ type: 'text', text }
	])
});

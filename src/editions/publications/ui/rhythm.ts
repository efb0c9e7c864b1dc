import type { ReadArticle, ReadBlock } from '../reading.ts';

/** What stands together in an issue: short items side by side, titles in one list, the rest alone. */
export type Group =
	| { kind: 'alone'; block: ReadBlock }
	| { kind: 'summaries'; blocks: ReadArticle[] }
	| { kind: 'titles'; blocks: ReadArticle[] };

const together = { summary: 'summaries', title: 'titles' } as const;

/** Neighbours of the same short form make one group, in their order. */
export function rhythm(blocks: ReadBlock[]): Group[] {
	const groups: Group[] = [];
	for (const block of blocks) {
		const kind = block.kind === 'article' ? together[block.form as keyof typeof together] : undefined;
		const last = groups.at(-1);
		if (!kind || block.kind !== 'article') groups.push({ kind: 'alone', block });
		else if (last?.kind === kind) last.blocks.push(block);
		else groups.push({ kind, blocks: [block] });
	}
	return groups;
}

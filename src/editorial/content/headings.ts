import { slugify } from '#kernel/text.ts';
import { plainText } from './channel.ts';
import type { Block } from './document.ts';

export type TableOfContentsEntry = { id: string; level: 2 | 3 | 4; text: string };

/** Keeps the ids of headings apart from those of a page's own parts. */
const prefix = 'titre-';

/**
 * Names headings one after the other, in the order of the text: the words make the id, so that a link to a heading
 * outlives changes elsewhere; the second of a name is "…-2".
 */
export function headingNamer(idPrefix = ''): (text: string) => string {
	const taken = new Set<string>();
	return (text) => {
		const name = `${idPrefix}${prefix}${slugify(text)}`;
		let id = name;
		for (let times = 2; taken.has(id); times++) id = `${name}-${times}`;
		taken.add(id);
		return id;
	};
}

/** The headings of blocks with the ids that the html channel gives them, for a table of contents. */
export function headingsOf(blocks: Block[], idPrefix = ''): TableOfContentsEntry[] {
	const nameHeading = headingNamer(idPrefix);
	return blocks.flatMap((block) => {
		if (block.type === 'questionAnswer') nameHeading(block.attrs.question);
		if (block.type !== 'heading') return [];
		const text = plainText(block.content);
		return [{ id: nameHeading(text), level: block.attrs.level, text }];
	});
}

export type HeadingLevels = {
	/** The level to show for a heading block, and whether it skips one below the last. */
	heading(level: number): { level: number; isSkipped: boolean };
	/** The level of a title that a block carries (a question, an aside): one below the part in which it stands. */
	inside(): number;
};

/** Follows the headings of a text, moved down by `shift` where it stands under other titles. At most level 6. */
export function followHeadings(shift = 0): HeadingLevels {
	let last = 1;
	const shown = (level: number) => Math.min(level + shift, 6);
	return {
		heading(level) {
			const isSkipped = level > last + 1;
			last = level;
			return { level: shown(level), isSkipped };
		},
		inside: () => shown(last + 1)
	};
}

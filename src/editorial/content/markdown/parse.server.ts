import rehypeParse from 'rehype-parse';
import rehypeRaw from 'rehype-raw';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { fold } from '#kernel/text.ts';
import { plainText, type Warning } from '../channel.ts';
import type { Block } from '../document.ts';
import { partsOf } from '../form.ts';
import { nameDirectives } from './directives.server.ts';
import { takeHand } from './elements.server.ts';
import { mendBlocks, mendStrong } from './mend.server.ts';
import { unresolved, type FoundImage, type Reading, type ReadingOptions } from './reading.ts';
import { cleanTree } from './sanitize.server.ts';
import type { HtmlRoot, MarkdownRoot } from './trees.ts';

const plainParser = unified().use(remarkParse).use(remarkGfm);
const directiveParser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
const toHtml = unified()
	.use(remarkRehype, {
		allowDangerousHtml: true,
		footnoteLabel: 'Notes',
		footnoteLabelTagName: 'h2',
		clobberPrefix: ''
	})
	.use(rehypeRaw);
const htmlParser = unified().use(rehypeParse, { fragment: true });

/**
 * GitHub Markdown, with the HTML in it, as blocks. With `directives`, the generic directives of the markdown channel are
 * understood, and `markdown(blocks)` read again gives the same blocks.
 */
export function readMarkdown(source: string, options: ReadingOptions = {}): Reading {
	const warnings: Warning[] = [];
	const tree: MarkdownRoot = (options.directives ? directiveParser : plainParser).parse(source);
	if (options.directives) nameDirectives(tree, source, warnings);
	else mendStrong(tree);
	return readTree(toHtml.runSync(tree) as HtmlRoot, options, warnings);
}

/** HTML, as a page or an editor gives it, as blocks. */
export const readHtml = (source: string, options: ReadingOptions = {}): Reading =>
	readTree(htmlParser.parse(source), options, []);

function readTree(tree: HtmlRoot, options: ReadingOptions, warnings: Warning[]): Reading {
	const clean = cleanTree(tree, options.directives === true, warnings);
	const hand = takeHand(options);
	const read = withoutTitle(hand.blocks(clean.children), options.title);
	const blocks = options.directives ? read : mendBlocks(read, warnings);
	return { blocks, images: imagesIn(blocks), warnings: [...warnings, ...hand.warnings] };
}

const bare = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '');

function withoutTitle(blocks: Block[], title: string | undefined): Block[] {
	const [first, ...rest] = blocks;
	return title && first?.type === 'heading' && bare(plainText(first.content)) === bare(title) ? rest : blocks;
}

const imagesIn = (blocks: Reading['blocks']): FoundImage[] =>
	[...partsOf(blocks)].flatMap((part) => {
		if (part.type !== 'image' || !part.attrs.media.startsWith(unresolved)) return [];
		const { media, alt = '', caption = '' } = part.attrs;
		return [{ src: media.slice(unresolved.length), alt, title: caption }];
	});

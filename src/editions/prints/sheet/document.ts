import { issueNumber } from '#editions/publications/index.ts';
import { charteCss } from '#foundation/structures/index.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { typeset } from '#kernel/text.ts';
import type { Paper, PaperDress } from '../print.ts';
import { body } from './blocks.ts';
import { contents } from './contents.ts';
import { cover } from './cover.ts';
import { sheetCss } from './style.ts';

/** "Trait d’union n° 46" */
export const paperTitle = ({ page }: Paper): string => typeset(`${page.publication.title} ${issueNumber(page.issue)}`);

/** The style of the sheets, with the colours of all who speak, and the running title of their pages. */
export const paperStyle = (paper: Paper, fonts: string): string =>
	`${fonts}${sheetCss(paperTitle(paper))}${charteCss(paper.structures)}`;

/**
 * The whole HTML document, readable on a screen as sheets and printed as A4 pages. `head` is put into its head: the policy
 * of a file that stands alone.
 */
export function paperHtml(paper: Paper, dress: PaperDress, head = ''): string {
	return `<!doctype html>
<html lang="fr" data-structure="${escapeHtml(paper.structure.slug)}">
<head>
<meta charset="utf-8">
${head}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(paperTitle(paper))}</title>
<style>${paperStyle(paper, dress.fonts)}</style>
</head>
<body>
${dress.tools}
<main id="contenu">
${cover(paper, dress)}
${contents(paper, dress)}
${body(paper)}
</main>
</body>
</html>
`;
}

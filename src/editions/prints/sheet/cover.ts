import type { ReadArticle } from '#editions/publications/index.ts';
import { issueNumber } from '#editions/publications/index.ts';
import { longDay, monthAndYear } from '#kernel/dates.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { pictureUrl } from '#foundation/media/index.ts';
import type { Paper, PaperDress } from '../print.ts';
import { picture, trait, voicesIn, words } from './words.ts';

const mostLines = 3;

/** The first sheet: the title of the series, the picture of its first article, the large trait across it, what is inside. */
export function cover(paper: Paper, { pages }: PaperDress): string {
	const { publication, issue } = paper.page;
	const date = publication.kind === 'journal' ? monthAndYear(issue.date) : longDay(issue.date);
	const shown = coverPicture(paper);
	const image = shown ? picture({ ...shown, alt: shown.alt }, 1600) : '';
	return `<header class="sheet cover" data-picture="${shown ? 'yes' : 'no'}">
<div class="folio">${trait(paper, publication.voices)}<p class="number">${words(`${issueNumber(issue)} · ${date}`)}</p></div>
<h1>${words(publication.title)}</h1>
${publication.tagline ? `<p class="tagline">${words(publication.tagline)}</p>` : ''}
<div class="image">${image}${band(paper)}</div>
<div class="inside">
${issue.title ? `<p class="headline">${words(issue.title)}</p>` : ''}
<ul>${linesOf(paper)
		.map(({ anchor, title }) => `<li>${words(title)}${pageOf(pages, anchor)}</li>`)
		.join('')}</ul>
${logo(paper)}
</div>
</header>`;
}

/** Across the picture, in the colours of all who speak. */
function band(paper: Paper): string {
	const voices = voicesIn(paper, paper.page.publication.voices);
	const segments = voices.map(({ slug }) => `<b data-voice="${escapeHtml(slug)}"></b>`).join('');
	return `<span class="band" aria-hidden="true">${segments}</span>`;
}

const pageOf = (pages: PaperDress['pages'], anchor: string): string => {
	const page = pages?.get(anchor);
	return page === undefined ? '' : ` <span class="page-number">page\u00a0${page}</span>`;
};

const isArticle = (block: Paper['page']['blocks'][number]): block is ReadArticle => block.kind === 'article';

const coverPicture = ({ page }: Paper): ReadArticle['article']['picture'] =>
	page.blocks.filter(isArticle).find(({ article }) => article.picture)?.article.picture;

/** The titles of the first articles, without the one that gives the issue its own title. */
const linesOf = ({ page }: Paper): { anchor: string; title: string }[] =>
	page.blocks
		.filter(isArticle)
		.map(({ anchor, article }) => ({ anchor, title: article.title }))
		.filter(({ title }) => title !== page.issue.title)
		.slice(0, mostLines);

function logo({ logo: media, structure }: Paper): string {
	if (!media) return `<p class="publisher">${words(structure.name)}</p>`;
	return `<p class="publisher"><img src="${escapeHtml(pictureUrl(media, 480, 'jpg'))}" alt="${words(structure.name)}"></p>`;
}

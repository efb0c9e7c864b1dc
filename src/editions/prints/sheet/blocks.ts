import { kickerOf, rhythm, type ReadArticle, type ReadBlock, type ReadIssue } from '#editions/publications/index.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import type { Paper } from '../print.ts';
import { own } from './own.ts';
import { figure, picture, trait, words } from './words.ts';

/** What follows: the editorial, then the blocks of the issue in a magazine's rhythm. */
export function body(paper: Paper): string {
	const { editorial, blocks } = paper.page;
	const groups = rhythm(blocks).map((group) => {
		if (group.kind === 'summaries') return summaries(paper, group.blocks);
		if (group.kind === 'titles') return titles(paper, group.blocks);
		return alone(paper, group.block);
	});
	return `<div class="sheet body">${editorial ? leader(editorial) : ''}${groups.join('\n')}</div>`;
}

const prose = (html: string): string => (html ? `<div class="prose">${html}</div>` : '');

function leader({ title, signature, html, portrait }: NonNullable<ReadIssue['editorial']>): string {
	const heading = title ? `<h2 id="editorial-titre">${words(title)}</h2>` : '';
	const signed = signature ? `<p class="signature">${words(signature)}</p>` : '';
	const face = portrait ? `<div class="portrait">${picture({ ...portrait, caption: '', credit: '' }, 480)}</div>` : '';
	const name = title ? ' aria-labelledby="editorial-titre"' : '';
	return `<section class="editorial" id="editorial"${name}>${heading}<div class="columns">${face}${prose(html)}${signed}</div></section>`;
}

function alone(paper: Paper, block: ReadBlock): string {
	if (block.kind === 'heading')
		return `<h2 class="part" id="${escapeHtml(block.anchor)}"><span>${words(block.title)}</span></h2>`;
	if (block.kind === 'article') return article(paper, block);
	if (block.kind !== 'text') return own(paper, block);
	const title = block.title ? `<h${block.level} class="title">${words(block.title)}</h${block.level}>` : '';
	return `<section class="text" id="${escapeHtml(block.anchor)}">${title}<div class="columns">${prose(block.html)}</div></section>`;
}

const correction = (sentence: string): string =>
	sentence ? `<p class="corrected" role="note">${words(sentence)}</p>` : '';

/** At length: at the head of the issue, with the way to its whole text, or entire. */
function article(paper: Paper, { anchor, form, level, article: said, html, corrected }: ReadArticle): string {
	const isLead = form === 'lead';
	const head = [
		trait(paper, said.voices, said.section.name),
		said.kind === 'news' ? '' : `<p class="kicker">${words(kickerOf(said))}</p>`,
		`<h${level} class="title">${words(said.title)}</h${level}>`,
		said.standfirst ? `<p class="standfirst">${words(said.standfirst)}</p>` : '',
		said.signature && !isLead ? `<p class="byline">${words(said.signature)}</p>` : '',
		correction(corrected)
	];
	const more = isLead
		? `<p class="more"><a href="${escapeHtml(paper.articleUrl(said.slug))}">Lire&nbsp;: ${words(said.title)}</a></p>`
		: '';
	const image = said.picture ? figure(said.picture, 1600) : '';
	const text = html || more ? `<div class="columns">${prose(html)}${more}</div>` : '';
	return `<article data-form="${form}" id="${escapeHtml(anchor)}"><div class="head">${head.join('')}</div>${image}${text}</article>`;
}

function summaries(paper: Paper, blocks: ReadArticle[]): string {
	const items = blocks.map(({ anchor, article: said, level, summary, corrected }) => {
		const image = said.picture ? picture({ ...said.picture, alt: '' }, 960) : '';
		const title = `<h${level} class="title"><a href="${escapeHtml(paper.articleUrl(said.slug))}">${words(said.title)}</a></h${level}>`;
		const about = trait(paper, said.voices, said.section.name);
		return `<article id="${escapeHtml(anchor)}">${image}${about}${title}${summary ? `<p>${words(summary)}</p>` : ''}${correction(corrected)}</article>`;
	});
	return `<div class="summaries">${items.join('')}</div>`;
}

function titles(paper: Paper, blocks: ReadArticle[]): string {
	const items = blocks.map(({ anchor, article: said, level, corrected }) => {
		const title = `<h${level} class="title"><a href="${escapeHtml(paper.articleUrl(said.slug))}">${words(said.title)}</a></h${level}>`;
		return `<article id="${escapeHtml(anchor)}">${title}${trait(paper, said.voices, said.section.name)}${correction(corrected)}</article>`;
	});
	return `<div class="titles">${items.join('')}</div>`;
}

import { renderSVG } from 'uqr';
import { issueNumber, type Imprint } from '#editions/publications/index.ts';
import { longDay } from '#kernel/dates.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import type { Paper, PaperDress } from '../print.ts';
import { words } from './words.ts';

/** The second sheet: what is inside, and where; then the imprint, with the way to the same text on a screen. */
export function contents(paper: Paper, { pages }: PaperDress): string {
	const { page } = paper;
	const own = page.editorial?.title ? [{ anchor: 'editorial', title: page.editorial.title, level: 2 as const }] : [];
	const lines = [...own, ...page.contents].map(({ anchor, title, level }) => {
		const number = level === 2 ? pages?.get(anchor) : undefined;
		const at = number === undefined ? '' : `<span class="page-number">${number}</span>`;
		return `<li data-level="${level}"><a href="#${escapeHtml(anchor)}">${words(title)}${at}</a></li>`;
	});
	const list = `<nav aria-labelledby="sommaire"><h2 id="sommaire">Sommaire</h2><ol>${lines.join('')}</ol></nav>`;
	return `<div class="sheet contents">${lines.length > 0 ? list : ''}${imprint(paper)}</div>`;
}

const imprintLabels: [keyof Imprint, string][] = [
	['editors', 'Rédaction'],
	['printer', 'Impression'],
	['printRun', 'Tirage'],
	['legalDeposit', 'Dépôt légal'],
	['issn', 'ISSN']
];

/** What the law of 29 July 1881 asks a periodical to say of itself, and how to read it without paper. */
function imprint(paper: Paper): string {
	const { page, owner, webUrl } = paper;
	const { publication, issue } = page;
	const { legal } = owner.identity;
	const said = publication.settings.imprint;
	const director = said.director || legal.director;
	const facts = [
		[publication.title, `${issueNumber(issue)}, ${longDay(issue.date)}`],
		['Éditeur', [legal.publisher || owner.name, legal.address].filter(Boolean).join(', ')],
		['Directeur de la publication', director],
		...imprintLabels.map(([name, label]) => [label, said[name]] as const)
	].filter(([, value]) => value);
	const list = facts.map(([label, value]) => `<div><dt>${words(label!)}</dt><dd>${words(value!)}</dd></div>`).join('');
	return `<section class="imprint" aria-labelledby="ours"><h2 id="ours">Qui publie ce titre</h2><dl>${list}</dl>${online(webUrl)}</section>`;
}

/** The address is written out beside the code, for who has no telephone that reads it. */
function online(url: string): string {
	const code = renderSVG(url, { border: 0 }).replace('<svg ', '<svg aria-hidden="true" focusable="false" ');
	const shown = url.replace(/^https?:\/\//, '');
	return `<div class="online">${code}<p>Le même numéro à l’écran&nbsp;:<br><a href="${escapeHtml(url)}">${escapeHtml(shown)}</a></p></div>`;
}

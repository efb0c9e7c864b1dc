import { text, type Block } from '#editorial/content/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { typeset } from '#kernel/text.ts';
import { tellBlock } from '../own.ts';
import { closeUp, issueNumber, opening, spoken, summaryText } from '../rules.ts';
import type { IssueBlock } from '../publication.ts';
import { editorialFor } from '../voices.ts';
import { kickerOf } from '../kicker.ts';
import { tokens } from './letter.ts';
import { ownText } from './own-text.ts';
import { paragraphs, width, wrap } from './wrap.ts';
import { disarmText } from '#platform/mjml/markup.ts';
import {
	articleUrl,
	browserUrl,
	channelContext,
	noSpySentence,
	reasonOf,
	serviceSentence,
	type LetterSource
} from './source.ts';

const rule = '-'.repeat(width);

/** The letter for who reads without HTML, from the same words and never from the HTML. Lines of 72 signs at most. */
export function letterText(source: LetterSource): string {
	const { publication, issue, structure } = source;
	const head = [
		typeset(publication.title).toUpperCase(),
		`${structure.name} · ${issueNumber(issue)} · ${plainDay(issue.date)}`,
		...(issue.title ? ['', wrap(typeset(issue.title))] : [])
	].join('\n');
	const parts = [head, editorialText(source), ...source.blocks.map((block) => blockText(source, block))];
	const written = parts.filter(Boolean).map(disarmText);
	return `${[...written, footerText(source)].join(`\n\n${rule}\n\n`)}\n`;
}

function editorialText(source: LetterSource): string {
	const editorial = editorialFor(source.issue, source.structure.id);
	if (!editorial) return '';
	const body = say(source, spoken(editorial.body, source.structure.id, source.publication.reach));
	return paragraphs(
		wrap(typeset(editorial.title).toUpperCase()),
		body,
		editorial.signature && wrap(`— ${typeset(editorial.signature)}`)
	);
}

function blockText(source: LetterSource, block: IssueBlock): string {
	if (block.kind !== 'article') {
		const { publication, structure, events } = source;
		const shown = tellBlock(block, { publication, structure, reach: publication.reach, events });
		return shown ? ownText(shown, source, (blocks) => say(source, closeUp(blocks))) : '';
	}
	const found = source.articles.get(block.articleId);
	if (!found) return '';
	const { summary, rendition } = found;
	const title = wrap(typeset(rendition.title).toUpperCase());
	const link = `Lire l’article\u00a0:\n${articleUrl(source, summary.slug)}`;
	const head = `${title}\n${wrap(kickerOf(summary))}`;
	if (block.form === 'title') return paragraphs(head, link);
	if (block.form === 'summary') return paragraphs(head, wrap(summaryText(rendition)), link);
	const isWhole = block.form === 'full';
	const said = say(source, isWhole ? closeUp(rendition.blocks) : opening(rendition.blocks), summary.slug);
	return paragraphs(head, wrap(typeset(rendition.standfirst)), said, !isWhole && link);
}

function footerText(source: LetterSource): string {
	const { legal } = source.structure.identity;
	return [
		wrap(`${reasonOf(source)} ${noSpySentence}`),
		'',
		`Lire dans le navigateur\u00a0: ${browserUrl(source)}`,
		`Mes préférences\u00a0: ${tokens.preferences}`,
		source.publication.isService ? serviceSentence : `Se désabonner\u00a0: ${tokens.unsubscribe}`,
		'',
		...[legal.publisher || source.structure.name, legal.address, legal.phone, legal.email].filter(Boolean),
		...(legal.dpo ? [`Données personnelles\u00a0: ${legal.dpo}`] : [])
	].join('\n');
}

const say = (source: LetterSource, blocks: Block[], slug?: string): string =>
	blocks.length === 0 ? '' : text(blocks, channelContext(source, 2, slug)).output.trim();

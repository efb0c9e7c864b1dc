import type { ReadyArticle } from '#editorial/articles/index.ts';
import { plainBlocks } from '#editorial/content/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { count } from '#kernel/text.ts';
import type { Issue, IssueBlock, Publication } from '../publication.ts';
import { placing, type Finding, type Said } from './finding.ts';

/** What is asked of the parts of an issue, before any letter is made of them. Pure. */
export function ofParts(issue: Issue, publication: Publication, articles: ReadyArticle[]): Finding[] {
	return [
		...issue.blocks.flatMap((block) => ofBlock(issue, publication, block, articles)),
		...columnsMissing(issue, publication)
	];
}

const warns = (code: string, message: string): Said => ({ level: 'warns', code, message });
const blocks = (code: string, message: string): Said => ({ level: 'blocks', code, message });

function ofBlock(issue: Issue, publication: Publication, block: IssueBlock, articles: ReadyArticle[]): Finding[] {
	const at = placing(issue);
	const say = (...said: (Said | false)[]) =>
		said.filter((each) => each !== false).map((each) => at.onBlock(each, block.id));
	switch (block.kind) {
		case 'article':
			return ofArticle(issue, publication, block, articles);
		case 'agenda':
			return say(block.to < block.from && blocks('agenda-days', `« ${block.title} » finit avant de commencer.`));
		case 'figures':
			return say(
				block.figures.length === 0 && warns('block-empty', 'Le bloc de chiffres est vide : il ne paraîtra pas.')
			);
		case 'moves':
			return say(
				block.moves.length === 0 && warns('block-empty', 'Le bloc de mouvements est vide : il ne paraîtra pas.')
			);
		case 'action':
			return say(
				(!block.label.trim() || !block.url.trim()) &&
					blocks('action-link', 'L’appel à agir n’a pas de lien : dites son texte et son adresse.')
			);
		case 'text':
			return say(
				block.body.content.length > 0 &&
					block.body.content.every(({ type }) => type === 'image' || type === 'gallery') &&
					blocks('image-only', 'Ce texte n’est fait que d’images : écrivez aussi ce qu’elles disent.')
			);
		case 'tribune':
			return say(...ofTribune(publication, block));
		default:
			return [];
	}
}

function ofTribune(
	{ settings }: Publication,
	{ group, body, depositedOn }: Extract<IssueBlock, { kind: 'tribune' }>
): (Said | false)[] {
	const limit = settings.tribunes.find((each) => each.group === group)?.signs;
	const signs = plainBlocks(body.content).trim().length;
	return [
		depositedOn === null &&
			warns('tribune-waiting', `« ${group} » n’a pas encore remis sa tribune : elle ne paraîtra pas.`),
		limit !== undefined &&
			signs > limit &&
			blocks('tribune-long', `La tribune de « ${group} » compte ${count(signs, 'signe')} : son espace en a ${limit}.`)
	];
}

function ofArticle(
	issue: Issue,
	{ voices }: Publication,
	block: Extract<IssueBlock, { kind: 'article' }>,
	articles: ReadyArticle[]
): Finding[] {
	const at = placing(issue);
	const article = articles.find(({ id }) => id === block.articleId);
	if (!article)
		return [at.onBlock(blocks('article-gone', 'Un article de ce numéro n’existe plus : retirez-le.'), block.id)];
	const carried = block.voices.length > 0 ? block.voices : voices;
	const without = carried.filter((voice) => !article.readBy.includes(voice));
	if (without.length === 0) return [];
	const title = `« ${article.titles[without[0]!] ?? ''} »`;
	if (article.state === 'withdrawn' || article.state === 'draft')
		return [
			at.onBlock(blocks('article-gone', `${title} n’est pas publié, ou a été retiré : enlevez-le du numéro.`), block.id)
		];
	const when =
		article.state !== 'published' && article.publishedAt ? ` : il paraît le ${plainDay(article.publishedAt)}` : '';
	return without.map((voice) =>
		placing(issue, voice).onBlock(
			warns('article-absent', `${title} ne paraît pas dans cette lettre${when || ', ses lecteurs n’y ont pas accès'}.`),
			block.id
		)
	);
}

/** Where a title is of general information, groups that are not of the majority have their space (L. 2121-27-1, CGCT). */
function columnsMissing(issue: Issue, { reach, kind, settings }: Publication): Finding[] {
	if (reach !== 'public' || issue.isSpecial) return [];
	const at = placing(issue);
	const there = new Set(issue.blocks.flatMap((block) => (block.kind === 'tribune' ? [block.group] : [])));
	if (settings.tribunes.length === 0 && kind === 'journal')
		return [
			at.onIssue(
				warns(
					'tribune-none',
					'Aucun espace n’est prévu pour les groupes d’opposition : un journal d’information générale leur en doit un (CGCT, L. 2121-27-1).'
				)
			)
		];
	return settings.tribunes
		.filter(({ group }) => !there.has(group))
		.map(({ group }) => at.onIssue(warns('tribune-missing', `L’espace de « ${group} » manque dans ce numéro.`)));
}

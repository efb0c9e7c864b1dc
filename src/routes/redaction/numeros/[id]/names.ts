import type { IssueBlock } from '#editions/publications/index.ts';
import { plainBlocks } from '#editorial/content/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { shorten, typeset } from '#kernel/text.ts';
import type { ReadyArticle } from '#editorial/articles/index.ts';

export const blockLabels: Record<IssueBlock['kind'], string> = {
	article: 'Article',
	heading: 'Intertitre',
	text: 'Texte libre',
	agenda: 'Agenda',
	figures: 'Chiffres',
	moves: 'Mouvements',
	action: 'Appel à agir',
	separator: 'Séparateur',
	tribune: 'Tribune',
	imprint: 'Ours'
};

/** What can be added by hand: articles come from the list, columns of groups from their spaces. */
export const addable = [
	{ kind: 'heading', hint: 'Ouvre une partie du sommaire' },
	{ kind: 'text', hint: 'Quelques lignes du numéro lui-même' },
	{ kind: 'agenda', hint: 'Les rendez-vous de la maison, entre deux dates' },
	{ kind: 'figures', hint: 'Un à huit chiffres, avec leur source' },
	{ kind: 'moves', hint: 'Arrivées, mobilités, départs, retraites' },
	{ kind: 'action', hint: 'Une chose à faire, et son lien' },
	{ kind: 'separator', hint: 'Une respiration entre deux parties' },
	{ kind: 'imprint', hint: 'Les mentions légales du titre' }
] as const satisfies { kind: IssueBlock['kind']; hint: string }[];

const dayAndMonth = (day: string): string => plainDay(day).replace(/ \d{4}$/, '');

/** What a block is called in the list: its title as `voice` says it, or what it is made of. */
export function titleOf(block: IssueBlock, articles: Map<string, ReadyArticle>, voice: string | null): string {
	switch (block.kind) {
		case 'article': {
			const article = articles.get(block.articleId);
			const said = article?.titles[voice ?? ''] ?? Object.values(article?.titles ?? {})[0];
			return typeset(said ?? '') || 'Article introuvable';
		}
		case 'agenda':
			return typeset(`${block.title || 'Agenda'}, du ${dayAndMonth(block.from)} au ${dayAndMonth(block.to)}`);
		case 'text':
			return typeset(block.title || shorten(plainBlocks(block.body.content), 70)) || blockLabels.text;
		case 'tribune':
			return typeset(block.title ? `${block.group} : ${block.title}` : block.group);
		case 'separator':
		case 'imprint':
			return blockLabels[block.kind];
		default:
			return typeset(block.title) || blockLabels[block.kind];
	}
}

/** As the head of a column of the matrix: the first words, whole ones, at most some twenty signs. */
export function columnOf(block: IssueBlock, articles: Map<string, ReadyArticle>): string {
	if (block.kind === 'agenda') return blockLabels.agenda;
	const title = block.kind === 'tribune' ? block.group : titleOf(block, articles, null);
	const [start = ''] = title.split(/\s[:–]\s|\u00a0:/);
	const words = start.split(' ');
	let said = words[0] ?? '';
	for (const word of words.slice(1)) {
		if (`${said} ${word}`.length > 20) break;
		said = `${said} ${word}`;
	}
	return said.replace(/\s(d[eu]s?|l[ae]s?|à|aux?|et|en|du|pour|un|une)$/, '');
}

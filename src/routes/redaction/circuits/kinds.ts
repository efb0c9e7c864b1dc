import { articleKindLabels, type ArticleKind } from '#editorial/articles/index.ts';

const words: Record<ArticleKind, string> = {
	news: 'Une actualité',
	announcement: 'Une annonce',
	initiative: 'Une initiative',
	event: 'Un événement',
	portrait: 'Un portrait'
};

/** What a circuit may be set for. */
export const kindOptions = [
	...Object.entries(articleKindLabels).map(([value, label]) => ({ value, label, words: words[value as ArticleKind] })),
	{ value: 'issue', label: 'Numéro de journal ou d’infolettre', words: 'Un numéro' }
];

import { wordsOf } from '#editorial/content/index.ts';
import { reaches, reachAllows, type Reach } from '#kernel/reach.ts';
import type { ArticleDraft, ArticleState, Details } from './article.ts';

/** Words a minute of a reader at ease: the usual figure for French on a screen. */
const wordsPerMinute = 230;

export const readingMinutes = (words: number): number => Math.max(1, Math.ceil(words / wordsPerMinute));

/** Words of the whole common text. */
export const wordsIn = (draft: Pick<ArticleDraft, 'content'>): number => {
	const { title, standfirst, body } = draft.content;
	return wordsOf(body.content) + `${title} ${standfirst}`.split(/\s+/).length;
};

/** The reader reaches that may see an article marked so. */
export const readersOf = (mark: Reach): Reach[] => reaches.filter((reader) => reachAllows(mark, reader));

/** States from which readers may see it, once its time has come. */
export const visibleStates: ArticleState[] = ['published', 'scheduled'];

/** What is wrong with a draft, by field: nothing when it may be kept. Dates are compared as instants. */
export function faultsOf(draft: ArticleDraft): Record<string, string> {
	const { content, voices, audience, kind } = draft;
	const faults: Record<string, string> = {};
	if (!content.title.trim()) faults.title = 'Donnez un titre.';
	else if (content.title.length > 200) faults.title = 'Le titre dépasse 200 signes.';
	if (content.standfirst.length > 1000) faults.standfirst = 'Le chapô dépasse 1 000 signes.';
	if (voices.length === 0) faults.voices = 'Dites au moins une structure qui parle.';
	if (audience.length === 0) faults.audience = 'Dites au moins une structure dont les agents peuvent lire.';
	else if (voices.some((voice) => !audience.includes(voice)))
		faults.audience = 'Les agents d’une structure qui parle doivent pouvoir lire ce qu’elle dit.';
	if (kind === 'announcement' && !(draft.details as Details['announcement']).signedBy?.trim())
		faults.signedBy = 'Dites quelle fonction signe l’annonce.';
	if (kind === 'event' && !(draft.details as Details['event']).dates?.length)
		faults.dates = 'Donnez au moins une date.';
	if (
		kind === 'event' &&
		(draft.details as Details['event']).dates?.some(({ start, end }) => end !== null && end < start)
	)
		faults.dates = 'Un événement ne peut pas finir avant de commencer.';
	return faults;
}

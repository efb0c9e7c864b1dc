import { plainBlocks, rendition, wordsOf, type Content } from '#editorial/content/index.ts';
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

/** Words that a minor correction may change: a date, a name, a few spellings. More is another text. */
export const minorWords = 40;

/**
 * Why a change is not minor, in one sentence; undefined when it is: the same readers, the same voices, the same passages
 * for the same people, and at most `minorWords` words that differ.
 */
export function minorFault(before: ArticleDraft, after: ArticleDraft): string | undefined {
	const same = (pick: (draft: ArticleDraft) => unknown) => JSON.stringify(pick(before)) === JSON.stringify(pick(after));
	if (
		!same(({ reach, audience, voices, kind, ownerId, sectionId }) => [
			reach,
			[...audience].sort(),
			voices,
			kind,
			ownerId,
			sectionId
		])
	)
		return 'Changer qui parle, qui lit ou la rubrique est une modification importante.';
	if (!same(({ signature }) => signature)) return 'Changer la signature est une modification importante.';
	if (!same(({ content }) => addressesOf(content)))
		return 'Changer à qui un passage s’adresse est une modification importante.';
	const changed = wordsChanged(wordsSaid(before), wordsSaid(after));
	if (changed > minorWords)
		return `${changed} mots changent ; au-delà de ${minorWords}, c’est une modification importante.`;
	return undefined;
}

const addressesOf = ({ body }: Content) => {
	const found = body.content
		.map((block) => JSON.stringify(block.attrs?.for ?? null))
		.filter((address) => address !== 'null');
	return found.sort();
};

/** Everything that readers read, variants and details included. */
const wordsSaid = ({ content, details, contact }: ArticleDraft): string[] => {
	const { title, standfirst, body, variants, relayMessage } = content;
	const own = Object.values(variants).map((variant) => `${variant.title ?? ''} ${variant.standfirst ?? ''}`);
	const said = [title, standfirst, plainBlocks(body.content), ...own, relayMessage, contact, JSON.stringify(details)];
	return said.join(' ').split(/\s+/).filter(Boolean);
};

/** How many words are in one text and not in the other, the larger way round. Order does not count. */
export function wordsChanged(before: string[], after: string[]): number {
	const left = new Map<string, number>();
	for (const word of before) left.set(word, (left.get(word) ?? 0) + 1);
	let added = 0;
	for (const word of after) {
		const many = left.get(word) ?? 0;
		if (many > 0) left.set(word, many - 1);
		else added += 1;
	}
	const removed = [...left.values()].reduce((sum, many) => sum + many, 0);
	return Math.max(added, removed);
}

/** The structures (ids) for which a change matters: those whose own words, readers or part in it are not the same. */
export function concernedBy(before: ArticleDraft, after: ArticleDraft): string[] {
	const common = ({ reach, audience, voices, kind, sectionId, signature, details, contact }: ArticleDraft) =>
		JSON.stringify([reach, [...audience].sort(), [...voices].sort(), kind, sectionId, signature, details, contact]);
	if (common(before) !== common(after)) return after.voices;
	const says = ({ content }: ArticleDraft, structure: string) =>
		JSON.stringify(reaches.map((reach) => rendition(content, structure, reach)));
	return after.voices.filter((structure) => says(before, structure) !== says(after, structure));
}

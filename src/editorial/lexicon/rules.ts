import { fold } from '#kernel/text.ts';
import { termKinds, type Term, type TermDraft } from './term.ts';

const tidy = (text = '') => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The line with its spaces tidied, and what is wrong with it, by field. */
export function checkTerm(draft: TermDraft): { term: Omit<Term, 'id'>; faults: Record<string, string> } {
	const term = {
		kind: draft.kind,
		term: tidy(draft.term),
		preferred: tidy(draft.preferred),
		note: tidy(draft.note),
		sectionId: draft.sectionId || null
	};
	const faults: Record<string, string> = {};
	if (!termKinds.includes(term.kind)) faults.kind = 'Choisissez à quoi sert ce terme.';
	if (!/[\p{L}\p{N}]/u.test(term.term)) faults.term = 'Écrivez le terme.';
	else if (term.term.length > 80) faults.term = 'Le terme dépasse 80 signes.';
	if (term.kind === 'discouraged' && !term.preferred) faults.preferred = 'Dites quel terme est convenu à la place.';
	else if (term.preferred.length > 160) faults.preferred = 'Le terme convenu dépasse 160 signes.';
	else if (term.preferred === term.term) faults.preferred = 'Les deux termes sont les mêmes.';
	if (term.note.length > 300) faults.note = 'La note dépasse 300 signes.';
	return { term, faults };
}

/** Two spellings of one term: it is in the lexicon once. */
export const isSame = (a: string, b: string): boolean => fold(a) === fold(b);

/** In the order of a dictionary. */
export const byTerm = (a: Pick<Term, 'term'>, b: Pick<Term, 'term'>): number => a.term.localeCompare(b.term, 'fr');

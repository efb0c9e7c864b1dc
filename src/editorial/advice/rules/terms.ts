import type { Term } from '#editorial/lexicon/index.ts';
import { enumerate, fold } from '#kernel/text.ts';
import type { Advice, Rule } from '../advice.ts';
import { whereOf } from '../passages.ts';
import { withArticle } from '../remit.ts';
import { findTerms, indexTerms, type Found } from '../words.ts';

/** Words for which the structures agreed on another (R22, R29): each once, with how often it is written. */
export const agreedTerms: Rule = (subject) => {
	const { lexicon, passages, voices, structures } = subject;
	const index = indexTerms(lexicon.filter(({ kind }) => kind === 'discouraged'));
	const found = new Map<string, { advice: Advice; times: number }>();
	for (const passage of passages) {
		for (const hit of findTerms(passage.text, index)) {
			if (isAgreed(hit, passage.text)) continue;
			const known = found.get(hit.term.id);
			if (known) known.times += 1;
			else {
				const where = whereOf(passages, passage, hit.start, hit.text);
				const replace = replacementOf(hit, passage.text);
				const title = 'Terme convenu';
				const advice: Advice = { code: 'term', level: 'advice', title, detail: '', where, ...(replace && { replace }) };
				if (replace && replace.from !== hit.text)
					advice.where = whereOf(passages, passage, passage.text.lastIndexOf(replace.from, hit.start), replace.from);
				found.set(hit.term.id, { advice, times: 1 });
			}
		}
	}
	const who = whoSays(structures.filter(({ id }) => voices.includes(id)).map(({ shortName }) => shortName));
	return [...found].map(([id, { advice, times }]) => {
		const term = lexicon.find((one) => one.id === id)!;
		return { ...advice, detail: detailOf(term, who, times) };
	});
};

/** The agreed word holds the other one, or is the same but for its accents. */
function isAgreed({ term, text, start }: Found<Term>, whole: string): boolean {
	if (text === term.preferred || text.toLowerCase() === term.preferred.toLowerCase()) return true;
	const at = fold(term.preferred).indexOf(fold(term.term));
	if (at === -1) return false;
	const around = whole.slice(Math.max(0, start - at), start - at + term.preferred.length + 1);
	return fold(around).includes(fold(term.preferred));
}

const detailOf = ({ term, preferred, note }: Term, who: string, times: number): string =>
	`${who} « ${preferred} » plutôt que « ${term} »${times > 1 ? ` (${times} fois ici)` : ''}.${note ? ` ${note}` : ''}`;

/** "Vos deux structures disent", "La Ville, l’Agglo et le CCAS": who agreed is who speaks. */
function whoSays(names: string[]): string {
	if (names.length === 2) return 'Vos deux structures disent';
	if (names.length > 2) {
		const said = enumerate(names.map(withArticle));
		return `${said[0]!.toUpperCase()}${said.slice(1)} disent`;
	}
	return 'On dit';
}

const vowel = /^[aeiouyhàâéèêëîïôöùûü]/i;

/** The agreed word in the form of the other: its capital, its plural, and the elision of what comes before. */
function replacementOf({ term, text, start }: Found<Term>, whole: string): Advice['replace'] {
	const isPlural = /[sx]$/i.test(text) && !/[sx]$/i.test(term.term);
	const isOneWord = !/[\s\u00a0]/.test(term.preferred);
	if (isPlural && !isOneWord) return undefined;
	let to = isPlural && !/[sxz]$/.test(term.preferred) ? `${term.preferred}s` : term.preferred;
	if (/^\p{Lu}\p{Ll}/u.test(text) && !/^\p{Lu}/u.test(term.term)) to = to[0]!.toUpperCase() + to.slice(1);
	const before = /(?:^|[\s\u00a0\u202f«(’'])((?:[ld]|qu)[’']|(?:le|la|de|du|que)[\s\u00a0])$/i.exec(
		whole.slice(0, start)
	)?.[1];
	if (!before) return { from: text, to };
	const isElided = /[’']$/.test(before);
	if (isElided && vowel.test(to)) return { from: text, to };
	if (isElided && /^d/i.test(before)) return { from: before + text, to: `${before[0]}e ${to}` };
	if (isElided && /^q/i.test(before)) return { from: before + text, to: `${before.slice(0, 2)}e ${to}` };
	// After "l’", whether it is "le" or "la" depends on the new word: that is the writer's to say.
	if (isElided) return undefined;
	if (!vowel.test(to) || /^h/i.test(to)) return { from: text, to };
	const word = before.trim();
	if (/^du$/i.test(word)) return { from: before + text, to: `${word[0]}e l’${to}` };
	return { from: before + text, to: `${word.slice(0, -1)}’${to}` };
}

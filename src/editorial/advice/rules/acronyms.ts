import { fold } from '#kernel/text.ts';
import type { Advice, Passage, Rule, Subject } from '../advice.ts';
import { whereOf } from '../passages.ts';

/** Nobody asks what they stand for. What else everyone knows is said in the lexicon, by an acronym without expansion. */
const common = new Set(
	'ADN BD CD CE1 CE2 CM1 CM2 CP DVD EDF GPS HLM ID OK ONG ONU PC PDF QR SMS SNCF SOS TV TVA UE URL USB UV VIP VTT WC WIFI XS XL'.split(
		' '
	)
);

/** Words that one stresses. */
const stressed = new Set(
	'AVEC CE DE DES DU EN ET ICI JE LA LE LES MAIS NE NON NOUS ON OU OUI PAS PLUS PUIS QUE QUI SANS SE SI TOUS TOUT TU UN UNE VOUS'.split(
		' '
	)
);

/** Words that hold capitals: acronyms that the lexicon spells its own way (PLUi, SCoT) are among them. */
const words = /(?<![\p{L}\p{N}@/._#&-])[\p{L}\p{N}]*\p{Lu}[\p{L}\p{N}]*(?![\p{L}\p{N}]|[@/_]|\.\p{L})/gu;
const isCapitals = (word: string) => /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u.test(word) && !/\d{2}/.test(word);
const isRoman = (word: string) => /^[IVX]+$/.test(word);

type Seen = { word: string; passage: Passage; start: number };

/** Each acronym once, where it first stands in the text, unless it is said somewhere what it stands for. */
export const acronyms: Rule = (subject) => {
	const { lexicon, passages, structures } = subject;
	const expansions = new Map(lexicon.flatMap((term) => (term.kind === 'acronym' ? [[term.term, term.preferred]] : [])));
	const agreed = new Set(lexicon.flatMap((term) => (term.kind === 'discouraged' ? fold(term.term) : [])));
	const names = new Set(structures.flatMap(({ shortName }) => shortName.split(' ')));
	const isKnown = (word: string) =>
		common.has(word) ||
		stressed.has(word) ||
		names.has(word) ||
		isRoman(word) ||
		expansions.get(word) === '' ||
		agreed.has(fold(word));
	const first = new Map<string, Seen>();
	for (const passage of passages) {
		for (const { 0: word, index: start } of passage.text.matchAll(words)) {
			const isAcronym = expansions.has(word) || (isCapitals(word) && (word.match(/\p{Lu}/gu)?.length ?? 0) > 1);
			if (!isAcronym || isKnown(word) || isShouted(passage.text, start, word)) continue;
			const seen = first.get(word);
			if (!seen || (seen.passage.form === 'title' && passage.form !== 'title'))
				first.set(word, { word, passage, start });
		}
	}
	if (first.size === 0) return [];
	const whole = passages.map(({ text }) => text).join('\n');
	const spoken = wholeWords(whole);
	const plain = fold(whole);
	return [...first.values()]
		.filter(({ word }) => !isExpanded(whole, plain, spoken, word, expansions.get(word) ?? ''))
		.map((seen) => adviceOf(subject, seen, expansions.get(seen.word)));
};

function adviceOf({ passages }: Subject, { word, passage, start }: Seen, expansion = ''): Advice {
	const where = whereOf(passages, passage, start, word);
	const common = { code: 'acronym', level: 'advice', title: 'Sigle non développé', where } as const;
	if (!expansion) return { ...common, detail: `« ${word} » n’est expliqué nulle part.` };
	return {
		...common,
		detail: `« ${word} » n’est expliqué nulle part : ${expansion}.`,
		replace: { from: word, to: `${expansion} (${word})` }
	};
}

/** Among words that are all in capitals, and after a first name, capitals are no acronym. */
function isShouted(text: string, start: number, word: string): boolean {
	const before = /([\p{L}\p{N}’'-]+)[\s\u00a0\u202f]*$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? '';
	const after =
		/^[\s\u00a0\u202f]*([\p{L}\p{N}’'-]+)/u.exec(text.slice(start + word.length, start + word.length + 30))?.[1] ?? '';
	const isLoud = (one: string) => one.length > 1 && /\p{Lu}/u.test(one) && one === one.toUpperCase() && !/\d/.test(one);
	const isFirstName =
		/^\p{Lu}\p{Ll}{2,}$/u.test(before) && word.length > 3 && !isAfterStop(text, start - before.length);
	return isLoud(before) || isLoud(after) || isFirstName;
}

const isAfterStop = (text: string, at: number) =>
	/(?:^|[.!?:»(«–-][\s\u00a0\u202f]*)$/u.test(text.slice(Math.max(0, at - 4), at).trimEnd());

/** "Centre intercommunal d’action sociale (CIAS)", "CIAS (centre…)", or the words of the lexicon, anywhere in the text. */
function isExpanded(whole: string, plain: string, spoken: string[], word: string, expansion: string): boolean {
	if (expansion && plain.includes(fold(expansion))) return true;
	if (
		new RegExp(
			`\\p{Ll}[\\s\\u00a0\\u202f»”]*\\((?:(?:le|la|les|l’|l'|ou)[\\s\\u00a0]*)?${word}[\\s\\u00a0\\u202f,;)]`,
			'u'
		).test(whole)
	)
		return true;
	if (new RegExp(`${word}[\\s\\u00a0\\u202f»”]*\\([^)]*\\p{L}{3,}[^)]* [^)]*\\)`, 'u').test(whole)) return true;
	return isSpelledOut(spoken, fold(word).replace(/\d/g, ''));
}

const small = new Set('a au aux d de des du en et l la le les par pour sur un une ou the of and'.split(' '));
const wholeWords = (whole: string) => (fold(whole).match(/[a-z0-9]+/g) ?? []).filter((word) => !small.has(word));

/** Whether words that follow one another begin with these letters, small ones left out. */
const isSpelledOut = (spoken: string[], letters: string): boolean =>
	letters.length > 2 &&
	spoken.some((_, from) =>
		[...letters].every((letter, at) => {
			const word = spoken[from + at];
			return word !== undefined && word.length > 2 && word[0] === letter;
		})
	);

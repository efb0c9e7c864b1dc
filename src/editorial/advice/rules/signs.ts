import type { Advice, Passage, Rule } from '../advice.ts';
import { whereOf } from '../passages.ts';

/** "agent·e·s", "agent.e.s", "agent(e)s", "agent-e-s": read aloud letter by letter. */
const inclusive =
	/(?<!\p{L})(?:\p{L}{2,}(?:[·•‧⋅]\p{L}+)+|\p{L}{3,}(?:\.|-)(?:e|ne|le|te|trice|rice|euse|ère|ière|ve|fe)(?:(?:\.|-)s)(?![\p{L}-])|\p{L}{3,}\.(?:e|ne|trice|rice|euse|ère|ière)(?![\p{L}.])|\p{L}{3,}\((?:e|ne|trice|rice|euse|ère|ière|ve)s?\)s?)/gu;

/** The charte writes both words, or one that says both (C46). */
export const inclusiveSigns: Rule = ({ passages }) =>
	once(passages, inclusive, ({ 0: text }) => ({
		code: 'inclusive-sign',
		level: 'advice',
		title: 'Écriture à point ou à parenthèses',
		detail: `« ${text} » se lit mal à voix haute : écrivez les deux mots (« agentes et agents ») ou un mot qui dit les deux.`
	}));

const shouting =
	/(?<![\p{L}\p{N}@/._#-])\p{Lu}[\p{Lu}-]{6,}(?![\p{L}\p{N}@/_])|(?<![\p{L}\p{N}])\p{Lu}{3,}(?:[\s\u00a0]\p{Lu}{2,}){2,}(?![\p{L}\p{N}])/gu;

const afterFirstName = /\p{Lu}\p{Ll}+[\s\u00a0]$/u;

/** Capitals slow reading and are spelled out by some screen readers. Acronyms of the lexicon are no shouting. */
export const capitals: Rule = ({ passages, lexicon, structures }) => {
	const known = new Set([
		...lexicon.flatMap(({ kind, term }) => (kind === 'acronym' ? [term] : [])),
		...structures.map(({ shortName }) => shortName)
	]);
	return once(
		passages,
		shouting,
		({ 0: text }) => ({
			code: 'capitals',
			level: 'advice',
			title: 'Mots en capitales',
			detail: `« ${text} » : les minuscules se lisent mieux, et se font mieux entendre ; gardez le gras pour insister.`
		}),
		({ 0: text, index, input }) =>
			!text.split(/[\s\u00a0]/).every((word) => known.has(word)) && !afterFirstName.test(input.slice(0, index))
	);
};

/** One sign is enough. */
export const punctuation: Rule = ({ passages }) =>
	once(passages, /[!?](?:[\s\u00a0\u202f]*[!?])+/gu, ({ 0: text }) => ({
		code: 'punctuation',
		level: 'advice',
		title: 'Ponctuation répétée',
		detail: `« ${text} » : un seul signe suffit, et se lit mieux.`,
		replace: { from: text, to: text.includes('?') ? '?' : '!' }
	}));

/** What a sign says wherever it stands: each spelling once. */
function once(
	passages: Passage[],
	pattern: RegExp,
	say: (match: RegExpExecArray) => Omit<Advice, 'where'>,
	isMeant: (match: RegExpExecArray) => boolean = () => true
): Advice[] {
	const seen = new Set<string>();
	return passages.flatMap((passage) =>
		[...passage.text.matchAll(pattern)].flatMap((match) => {
			if (seen.has(match[0]) || !isMeant(match)) return [];
			seen.add(match[0]);
			return [{ ...say(match), where: whereOf(passages, passage, match.index, match[0]) }];
		})
	);
}

import type { Content } from '#editorial/content/index.ts';
import { typeset } from '#kernel/text.ts';
import { neutralityCodes, type Advice, type AdviceContext, type Rule } from './advice.ts';
import { passagesOf } from './passages.ts';
import { acronyms } from './rules/acronyms.ts';
import { addresses, relayMessage } from './rules/addresses.ts';
import { keyFigures, textFigures } from './rules/figures.ts';
import { emptyPassages, falseHeadings, headingLevels } from './rules/headings.ts';
import { headLengths, longSentences } from './rules/lengths.ts';
import { bareLinks, sameLinks } from './rules/links.ts';
import { executiveNames, novelty, promisesMade, promotional } from './rules/neutrality.ts';
import { covers, pictures } from './rules/pictures.ts';
import { capitals, inclusiveSigns, punctuation } from './rules/signs.ts';
import { agreedTerms } from './rules/terms.ts';

/** Every rule of the house, in the order in which they are said. */
const rules: Rule[] = [
	...[covers, pictures, promotional, executiveNames, promisesMade, novelty],
	...[addresses, headLengths, longSentences, acronyms, agreedTerms, headingLevels, falseHeadings, emptyPassages],
	...[bareLinks, sameLinks, keyFigures, textFigures, inclusiveSigns, capitals, punctuation, relayMessage]
];

/**
 * What a second reader would say of a text, what blocks first. Pure, local, and quick enough to run while one types
 * (R22, R29, R44, R47; C36-C39).
 */
export function advise(content: Content, context: AdviceContext): Advice[] {
	const subject = { ...context, content, passages: passagesOf(content) };
	return rules
		.flatMap((rule) => rule(subject))
		.map((advice) => ({ ...advice, title: typeset(advice.title), detail: typeset(advice.detail) }))
		.sort((a, b) => Number(b.level === 'blocks') - Number(a.level === 'blocks'));
}

/** Whether what is left asks for a reason, which is kept in the journal of the period (R44). */
export const needsNeutralityReason = (advices: Advice[]): boolean =>
	advices.some(({ code }) => neutralityCodes.includes(code));

/** What an advice is known by while the text around it changes: what the writer ignores stays ignored. */
export const keyOf = ({ code, where, detail }: Advice): string =>
	[code, where.field, where.structure ?? '', where.quote ?? `${where.block ?? ''}${detail}`].join('|');

export {
	neutralityCodes,
	type Advice,
	type AdviceCode,
	type AdviceContext,
	type AdviceField,
	type AdviceWhere
} from './advice.ts';
export { advise, keyOf, needsNeutralityReason } from './advise.ts';
export { remitAdvice, withArticle, type RemitAdvice } from './remit.ts';
export { isBareLink } from './rules/links.ts';
export { followed } from './replace.ts';
export { sentencesOf, type Sentence } from './sentences.ts';

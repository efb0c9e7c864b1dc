export { canChangeLexicon } from './can.ts';
export { byTerm } from './rules.ts';
export { starterTerms } from './starter.ts';
export { termKindLabels, termKinds, type Term, type TermDraft, type TermKind } from './term.ts';

export {
	articleKindLabels,
	articleStateLabels,
	memoLabels,
	type ArticleDraft,
	type ArticleKind,
	type ArticleState,
	type ArticleSummary,
	type ChangeState,
	type Details,
	type Envelope
} from './article.ts';
export { canPublishArticle, canWithdrawArticle, canWriteArticle, canWriteSomething } from './can.ts';
export type { Guest, Present, Remark } from './company.ts';
export { blankDetails, readDraft } from './input.ts';
export { concernedBy, faultsOf, minorFault, readersOf, readingMinutes, visibleStates } from './rules.ts';
export {
	allowsOutlet,
	defaultOutlets,
	droppedDefaults,
	isSocialAlone,
	namesOfOutlets,
	outletNames,
	outlets,
	outletStateLabels,
	type ChosenOutlet,
	type Outlet,
	type OutletState
} from './outlets.ts';
export type { PlannedArticle, PlannedDate } from './planning.server.ts';
export type { ReadyArticle, ReadyFilter } from './ready.server.ts';
export type { EventDate } from './queries.server.ts';
export type { DeskFilter, DeskLine, DeskOrder } from './desk.server.ts';

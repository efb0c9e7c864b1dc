export {
	articleKindLabels,
	articleStateLabels,
	memoLabels,
	type ArticleDraft,
	type ArticleKind,
	type ArticleState,
	type ArticleSummary,
	type Details,
	type Envelope
} from './article.ts';
export { canPublishArticle, canWithdrawArticle, canWriteArticle, canWriteSomething } from './can.ts';
export { faultsOf, readersOf, readingMinutes } from './rules.ts';
export {
	allowsOutlet,
	defaultOutlets,
	outletNames,
	outlets,
	outletStateLabels,
	type Outlet,
	type OutletState
} from './outlets.ts';

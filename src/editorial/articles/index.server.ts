export { askApprovers } from './asking.server.ts';
export { getAnswered, type Answered } from './answered.server.ts';
export {
	createArticle,
	markSource,
	renameArticle,
	reviseArticle,
	setArticleLife,
	withdrawArticle
} from './commands.server.ts';
export { getForDecision, type Deciding, type DecisionText } from './deciding.server.ts';
export { decideArticle, submitArticle, takeBackArticle, type Submission } from './circuit.server.ts';
export { tracksOfArticle } from './tracks.server.ts';
export {
	attestArticle,
	awaitsValidation,
	planArticle,
	publishArticle,
	publishDueChanges,
	unscheduleArticle,
	type Moment
} from './publishing.server.ts';
export {
	getRevision,
	getSlot,
	keepVersion,
	listRevisions,
	restoreRevision,
	saveSlot,
	SlotConflict,
	type RevisionLine,
	type Slot
} from './slot.server.ts';
export { listCorrections, type Correction } from './corrections.server.ts';
export { listConsentFaults } from './consents.server.ts';
export { forgetRenditions, listArticleMedia, listArticleUses, type ArticleMediaUse } from './media-uses.server.ts';
export { indexArticle } from './indexing.server.ts';
export {
	findPlanned,
	listOverdue,
	listPlanned,
	listPlannedDates,
	listUndated,
	type PlannedArticle,
	type PlannedDate,
	type Span
} from './planning.server.ts';
export {
	findArticleAddress,
	findRenditions,
	getArticle,
	listByIds,
	listEventsBetween,
	listPublished,
	listRecent,
	listUpcomingEvents,
	type ArticleFilter,
	type ArticlePage,
	type EventDate
} from './queries.server.ts';
export { visibleArticles } from './visible.server.ts';
export {
	findForWriting,
	getForWriting,
	listForWriting,
	listVisibleIds,
	type WrittenArticle
} from './writing.server.ts';
export { dismissGuest, inviteToArticle, listGuests, searchGuests } from './guests.server.ts';
export { findSlotVersion, touchPresence } from './presence.server.ts';
export { addRemark, listRemarks, resolveRemark } from './remarks.server.ts';
export {
	listReadyArticles,
	listReadyByIds,
	type Carrier,
	type ReadyArticle,
	type ReadyFilter
} from './ready.server.ts';
export { coverageOf, type Coverage } from './coverage.server.ts';
export { intranet } from './intranet.server.ts';
export { chooseOutlets, listByOutlet, listOutlets, recordOutlet, retryOutlet } from './outlets.server.ts';
export { settleWays, type LeavingArticle, type Outcome, type Way, type Ways } from './settle.server.ts';
export { listDesk, type DeskFilter, type DeskLine, type DeskOrder } from './desk.server.ts';
export { remindReviews } from './reviews.server.ts';
export {
	listOpenRemarks,
	listWaiting,
	type OpenRemark,
	type WaitingArticle,
	type WaitingArticles
} from './waiting.server.ts';

export { countAudience, type Audience } from './audience.server.ts';
export { countLists } from './lists.server.ts';
export { listCandidates, stillReceives } from './candidates.server.ts';
export { leave, leaveAsAgent, subscribe, subscribeAsAgent, type SubscriptionDraft } from './commands.server.ts';
export {
	countMonths,
	getKept,
	listKept,
	listSubscribers,
	listSuppressions,
	type ListFilter,
	type ListedSubscriber,
	type ListedSuppression,
	type Month
} from './desk.server.ts';
export { exportSubscribers } from './export.server.ts';
export {
	dropImport,
	forgetImports,
	getImport,
	listImports,
	openImport,
	startImport,
	type ImportDraft
} from './imports.server.ts';
export { importSubscribers, type ImportOptions, type OnImport } from './import.server.ts';
export {
	addressKey,
	confirmationToken,
	readConfirmationToken,
	readSubscriberToken,
	subscriberToken,
	type TokenOwner
} from './keys.server.ts';
export { confirmationMail } from './mails.server.ts';
export {
	askSubscriptions,
	chooseSubscriptions,
	confirmSubscriptions,
	eraseSubscriber,
	type Asked,
	type Choice,
	type ForgetElsewhere
} from './own.server.ts';
export { findSubscriber, showSubscriber, type ShownSubscriber, type ShownSubscription } from './queries.server.ts';
export { listSated, openWeek, type Week } from './week.server.ts';
export { forgetSilentSubscribers } from './retention.server.ts';
export { warnSilentSubscribers } from './silent.server.ts';
export { suppress, unsuppress, type SuppressionDraft } from './suppression.server.ts';
export {
	findTitle,
	findVoice,
	listAgentTitles,
	listOpenTitles,
	listOwnTitles,
	type OfferedTitle
} from './titles.server.ts';

export {
	exclusionLabels,
	subscriptionStateLabels,
	suppressionLabels,
	type Candidate,
	type ConsentEvent,
	type Exclusion,
	type Subscriber,
	type Subscription,
	type SubscriptionState,
	type SuppressionReason
} from './subscriber.ts';
export { canKeepSomeList, canKeepSubscribers } from './can.ts';
export {
	importStateLabels,
	type ImportFault,
	type ImportReport,
	type ImportState,
	type SubscriberImport
} from './import-report.ts';
export { consentNotice, consentWording, exportReminder, serviceReason } from './wording.ts';
export { isGoodAddress, plainAddress, subscriptionDoors } from './rules.ts';
export type { Audience } from './audience.server.ts';
export type { ListCount } from './lists.server.ts';

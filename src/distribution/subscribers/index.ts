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
export { canKeepSubscribers } from './can.ts';
export type { ImportFault, ImportReport } from './import-report.ts';
export { consentNotice, consentWording, serviceReason } from './wording.ts';
export { isGoodAddress, plainAddress, subscriptionDoors } from './rules.ts';
export type { Audience } from './audience.server.ts';

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

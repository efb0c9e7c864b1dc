export { canSeeMailing, canSendIssue } from './can.ts';
export {
	deliveryStateLabels,
	deliveryStates,
	mailingStateLabels,
	type Counts,
	type Delivery,
	type DeliveryState,
	type Mailing,
	type MailingReport,
	type MailingState,
	type Policy
} from './mailing.ts';
export { providerLabels, type Provider } from './providers.ts';
export { canPauseFrom, canStartFrom, canStopFrom, estimate } from './rules.ts';

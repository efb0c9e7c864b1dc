export { adviceFor } from './advice.ts';
export { meaningOf } from './answers.ts';
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
export { canPauseFrom, canStartFrom, canStopFrom, estimate, sumOf } from './rules.ts';

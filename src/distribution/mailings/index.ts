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

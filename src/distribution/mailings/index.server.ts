export {
	confirmDeliveries,
	createMailing,
	pauseMailing,
	resendDeliveries,
	startMailing,
	stopMailing,
	type MailingDraft,
	type MailingSettings
} from './commands.server.ts';
export { closeMailings, startDueMailings } from './duties.server.ts';
export { getSentLetter, listSentLetters, type SentLetter } from './letters.server.ts';
export { prepareMailing, urgencyOf } from './preparing.server.ts';
export { forgetDeliveries, forgetOwnDeliveries } from './forgetting.server.ts';
export {
	countStates,
	getMailing,
	listDeliveries,
	listMailings,
	mailingPace,
	type DeliveryFilter,
	type Pace
} from './queries.server.ts';
export { recordBounce, type Return } from './returns.server.ts';
export { hasWork } from './sending/claims.server.ts';
export { takeOver } from './sending/workers.server.ts';
export { sendMailings, type SendingOptions } from './sending/engine.server.ts';
export type { PostSettings } from './sending/letters.server.ts';
export { bounceToken, readBounceToken, returnPath } from './verp.ts';
export {
	countAgents,
	erasedAt,
	listDoubtful,
	listWaitingMailings,
	mailedIssues,
	waitingOf,
	type DoubtfulLetter,
	type Waiting
} from './waiting.server.ts';

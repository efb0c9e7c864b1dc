export { countAudience, type Audience } from './audience.server.ts';
export { listCandidates, stillReceives } from './candidates.server.ts';
export { leave, leaveAsAgent, subscribe, subscribeAsAgent, type SubscriptionDraft } from './commands.server.ts';
export { importSubscribers, type ImportOptions, type OnImport } from './import.server.ts';
export { readSubscriberToken, subscriberToken, type TokenOwner } from './keys.server.ts';
export { findSubscriber, showSubscriber, type ShownSubscriber, type ShownSubscription } from './queries.server.ts';
export { suppress, unsuppress, type SuppressionDraft } from './suppression.server.ts';

export { acknowledge, postAnnouncement, writeAnnouncement } from './commands.server.ts';
export { followAcknowledgements, listExpected, type Followed } from './followed.server.ts';
export { findAsked, listPendingAcknowledgements } from './queries.server.ts';
export { remindAcknowledgements } from './reminders.server.ts';

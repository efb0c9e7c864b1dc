export type { AnnouncementInput, Asked, Pending, ServiceProgress, Stage } from './announcement.ts';
export { canAnnounce, canFollowAcknowledgements } from './can.ts';
export { functionOf, isLate, placesToAnnounce, progress } from './rules.ts';

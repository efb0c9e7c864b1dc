export type { Notice, NoticeDraft, NoticeKind } from './notice.ts';
export { isWorkingDay, mayMailAt, nextMailing, usualQuietHours, type QuietHours } from './quiet.ts';

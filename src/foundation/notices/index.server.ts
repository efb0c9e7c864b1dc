export { notify, settleNotices } from './commands.server.ts';
export { countWaiting, type Waiting } from './queries.server.ts';
export { noticeMessage, type NoticeMail, type NoticeSettings } from './mail.server.ts';

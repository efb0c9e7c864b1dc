export { notify, settleNotices } from './commands.server.ts';
export { mailNotices } from './digest.server.ts';
export {
	countWaiting,
	findToldKeys,
	getNoticePreference,
	listNotices,
	listOpenSubjects,
	type Waiting
} from './queries.server.ts';
export { openNotice, readAllNotices, setNoticePreference } from './reading.server.ts';
export { ownAddressMail } from './own-address-mail.server.ts';
export { noticeMessage, type NoticeMail, type NoticeSettings } from './mail.server.ts';

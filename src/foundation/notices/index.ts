export {
	answeredKinds,
	noticeKindLabels,
	type Notice,
	type NoticeDraft,
	type NoticeKind,
	type NoticePreference
} from './notice.ts';
export { isDigestDue, type Addressee } from './rules.ts';
export { isWorkingDay, mayMailAt, nextMailing, usualQuietHours, type QuietHours } from './quiet.ts';

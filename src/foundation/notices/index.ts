export {
	answeredKinds,
	noticeKindLabels,
	usualPreference,
	type Notice,
	type NoticeDraft,
	type NoticeKind,
	type NoticePreference
} from './notice.ts';
export { lastAppointment, type Rhythm, type RhythmChoice } from './rhythm.ts';
export { isDigestDue, type Addressee } from './rules.ts';
export { isWorkingDay, mayMailAt, nextMailing, usualQuietHours, type QuietHours } from './quiet.ts';

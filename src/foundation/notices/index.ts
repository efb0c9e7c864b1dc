export type { Notice, NoticeDraft, NoticeKind } from './notice.ts';

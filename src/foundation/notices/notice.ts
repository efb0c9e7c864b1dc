import type { Instant } from '#kernel/dates.ts';
import type { Subject } from '#kernel/subject.ts';
import { usualQuietHours } from './quiet.ts';
import type { RhythmChoice } from './rhythm.ts';

/** What somebody is told. `decide` asks for a decision and goes by mail at once; others are grouped. */
export type NoticeKind =
	| 'decide'
	| 'decided'
	| 'returned'
	| 'remark'
	| 'invited'
	| 'review'
	| 'expiry'
	| 'acknowledge'
	| 'registration'
	| 'request'
	| 'initiative'
	| 'comment'
	| 'media'
	| 'mailing'
	| 'correction';

/** A notice to write. The same person is told the same `key` once, whoever says it and however often. */
export type NoticeDraft = {
	agents: string[];
	key: string;
	kind: NoticeKind;
	subject: Subject;
	/** One line, without final point. */
	title: string;
	detail?: string;
	/** An address of our own. */
	href: string;
	/** Goes by mail even in quiet hours; kept for alerts. */
	isUrgent?: boolean;
};

export type Notice = {
	id: string;
	kind: NoticeKind;
	subject: Subject;
	title: string;
	detail: string;
	href: string;
	at: Instant;
	readAt: Instant | null;
};

/** What a notice is about, in a word or two. */
export const noticeKindLabels: Record<NoticeKind, string> = {
	decide: 'À décider',
	decided: 'Décision',
	returned: 'Renvoyé',
	remark: 'Remarque',
	invited: 'Invitation',
	review: 'À relire',
	expiry: 'Fin de parution',
	acknowledge: 'À lire',
	registration: 'Inscription',
	request: 'Demande',
	initiative: 'Initiative',
	comment: 'Commentaire',
	media: 'Médiathèque',
	mailing: 'Envoi',
	correction: 'Rectificatif'
};

/** What asks for an answer stays unread until it has one: opening it is not answering. */
export const answeredKinds: NoticeKind[] = ['decide', 'acknowledge'];

/** How somebody wishes to be told, and the whole hours of the territory's clock between which no mail leaves. */
export type NoticePreference = RhythmChoice & { quietFrom: number; quietTo: number };

/** As nobody has chosen: as things happen, and not at night. */
export const usualPreference: NoticePreference = {
	...{ mail: 'grouped', hour: 8, weekday: 1 },
	...{ quietFrom: usualQuietHours.from, quietTo: usualQuietHours.to }
};

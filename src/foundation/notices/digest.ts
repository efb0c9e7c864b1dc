import type { Structure } from '#foundation/structures/index.ts';
import { clockTime, shortDay, type Instant } from '#kernel/dates.ts';
import { count, shorten, typeset } from '#kernel/text.ts';
import { noticeKindLabels, type NoticeKind } from './notice.ts';

export type ToldNotice = { id: string; kind: NoticeKind; title: string; detail: string; at: Instant };

const reason =
	'Vous recevez ce message parce que ces avis vous attendent dans Unisson. Votre compte permet de choisir quand, ou de ne plus en recevoir par courriel.';

/** Everything that waits for one person, as one mail. `origin` is our public address; `id` has no domain. */
export function digestMail(
	{ notices, to, structure, id }: { notices: ToldNotice[]; to: string; structure: Structure; id: string },
	origin: string
) {
	const [first] = notices;
	const subject =
		notices.length === 1 ? typeset(first?.title ?? '') : `${count(notices.length, 'avis', 'avis')} vous attendent`;
	const lines = notices.map((notice) => ({
		kind: noticeKindLabels[notice.kind],
		title: typeset(notice.title),
		detail: typeset(notice.detail),
		when: `${shortDay(notice.at)}, ${clockTime(notice.at)}`,
		url: `${origin}/notifications/${notice.id}`
	}));
	return {
		...{ to, structure, voices: [structure], template: 'digest', subject, reason, id, replyTo: '' },
		preheader: shorten(lines.map(({ title }) => title).join(' · '), 110),
		data: { digest: { lines, all: `${origin}/notifications`, account: `${origin}/compte#avis` } },
		text: [
			subject,
			...lines.map(({ kind, title, detail, when, url }) =>
				[`${kind} · ${when}`, title, detail, url].filter(Boolean).join('\n')
			),
			`Tous vos avis : ${origin}/notifications\nQuand les recevoir : ${origin}/compte#avis`
		].join('\n\n')
	};
}

import type { Details } from '#editorial/articles/index.ts';
import { spanOf } from '#editorial/articles/ui/event-dates.ts';
import type { Block } from '#editorial/content/index.ts';
import { plainDay, shortDay } from '#kernel/dates.ts';
import { typeset } from '#kernel/text.ts';
import type { Markup } from '#platform/mjml/markup.ts';
import type { OwnShown } from '../own.ts';
import type { ImprintLine, MoveGroup } from '../publication.ts';
import { articleUrl, ownUrl, type LetterSource } from './source.ts';

/** A line of an agenda: when, what, where. */
export type AgendaLine = { day: string; title: string; url: string; details: string };

/** What the templates of the issue's own blocks are given besides. */
export type OwnFields = Partial<{
	lines: AgendaLine[];
	figures: { value: string; label: string; source: string }[];
	groups: MoveGroup[];
	text: string;
	label: string;
	group: string;
	signature: string;
	deposited: string;
	imprint: ImprintLine[];
}>;

type Own = { id: string; kind: OwnShown['kind']; level: 2 | 3; title: string; body?: Markup | null; url?: string };

/** A block of the issue's own as its template receives it. */
export function ownData(
	shown: OwnShown,
	level: 2 | 3,
	source: LetterSource,
	say: (blocks: Block[]) => Markup | null
): Own & OwnFields {
	const { id } = shown;
	switch (shown.kind) {
		case 'heading':
			return { id, kind: 'heading', level: 2, title: shown.title };
		case 'text':
			return { id, kind: 'text', level, title: shown.title, body: say(shown.blocks) };
		case 'agenda':
			return { id, kind: 'agenda', level, title: shown.title, lines: agendaLines(shown.events, source) };
		case 'figures':
			return { id, kind: 'figures', level, title: shown.title, figures: shown.figures };
		case 'moves':
			return { id, kind: 'moves', level, title: shown.title, groups: shown.groups };
		case 'action': {
			const { title, text, label, href = '' } = shown;
			return { id, kind: 'action', level, title, text, label, url: ownUrl(source, href) };
		}
		case 'separator':
			return { id, kind: 'separator', level, title: '' };
		case 'tribune': {
			const { group, title, signature, depositedOn, blocks } = shown;
			const deposited = depositedOn ? plainDay(depositedOn) : '';
			return { id, kind: 'tribune', level, title, group, signature, deposited, body: say(blocks) };
		}
		case 'imprint':
			return { id, kind: 'imprint', level, title: '', imprint: shown.lines };
	}
}

export const agendaLines = (
	events: Extract<OwnShown, { kind: 'agenda' }>['events'],
	source: LetterSource
): AgendaLine[] =>
	events.map(({ article, startAt, endAt }) => {
		const { place, online } = article.details as Details['event'];
		return {
			day: shortDay(startAt),
			title: typeset(article.title),
			url: articleUrl(source, article.slug),
			details: [spanOf(startAt, endAt), typeset(place || (online ? 'En ligne' : ''))].filter(Boolean).join(' · ')
		};
	});

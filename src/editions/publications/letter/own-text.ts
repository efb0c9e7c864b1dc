import type { Block } from '#editorial/content/index.ts';
import { plainDay } from '#kernel/dates.ts';
import type { OwnShown } from '../own.ts';
import { agendaLines } from './own-data.ts';
import type { LetterSource } from './source.ts';
import { ownUrl } from './source.ts';
import { paragraphs, wrap } from './wrap.ts';

const title = (text: string) => text && wrap(text.toUpperCase());

/** A block of the issue's own for who reads without HTML: the same words, one under the other. */
export function ownText(shown: OwnShown, source: LetterSource, say: (blocks: Block[]) => string): string {
	switch (shown.kind) {
		case 'heading':
			return wrap(`* ${shown.title.toUpperCase()} *`);
		case 'text':
			return paragraphs(title(shown.title), say(shown.blocks));
		case 'agenda':
			return paragraphs(
				title(shown.title),
				...agendaLines(shown.events, source).map((line) =>
					[wrap(`${line.day}\u00a0: ${line.title}`), line.details && wrap(line.details), line.url]
						.filter(Boolean)
						.join('\n')
				)
			);
		case 'figures':
			return paragraphs(
				title(shown.title),
				...shown.figures.map(({ value, label, source: from }) =>
					wrap(`${value}\u00a0: ${label}${from ? ` (source\u00a0: ${from})` : ''}`)
				)
			);
		case 'moves':
			return paragraphs(
				title(shown.title),
				...shown.groups.map(({ label, moves }) =>
					[label, ...moves.map(({ name, detail }) => wrap(`- ${name}${detail ? `, ${detail}` : ''}`))].join('\n')
				)
			);
		case 'action':
			return paragraphs(
				title(shown.title),
				wrap(shown.text),
				`${wrap(`${shown.label}\u00a0:`)}\n${ownUrl(source, shown.href ?? '')}`
			);
		case 'separator':
			return '';
		case 'tribune': {
			const { group, signature, depositedOn } = shown;
			const said = `Ce texte n’engage que ses signataires${depositedOn ? `, qui l’ont remis le ${plainDay(depositedOn)}` : ''}.`;
			return paragraphs(
				wrap(`Tribune · ${group}`),
				title(shown.title),
				say(shown.blocks),
				signature && wrap(`— ${signature}`),
				wrap(said)
			);
		}
		case 'imprint':
			return shown.lines.map(({ label, value }) => wrap(`${label}\u00a0: ${value}`)).join('\n');
	}
}

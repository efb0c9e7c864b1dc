import type { SeriesLine } from '#distribution/readership/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { number } from '#kernel/text.ts';

export const seriesColumns = [
	'Numéro',
	'Date',
	'Titre',
	'Jours depuis le précédent',
	'Articles',
	'Poids de la lettre (ko)',
	'Rubriques',
	'Modèle de la lettre',
	'Destinataires'
];

const sameness = (changed: boolean | null): string => (changed === null ? '—' : changed ? 'changées' : 'les mêmes');
const model = (changed: boolean | null): string => (changed === null ? '—' : changed ? 'changé' : 'le même');

/** An issue in words, in the order of the columns. */
export const seriesCells = (line: SeriesLine): string[] => [
	`n°\u00a0${line.number}${line.isSpecial ? ' (hors-série)' : ''}`,
	plainDay(line.date),
	line.title,
	line.interval === null ? '—' : number(line.interval),
	number(line.articles),
	line.letterBytes === null ? '—' : number(Math.round(line.letterBytes / 1000)),
	sameness(line.headingsChanged),
	model(line.modelChanged),
	line.recipients === 0 ? '—' : number(line.recipients)
];

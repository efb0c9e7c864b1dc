import { formLabels, type Editorial, type IssueBlock, type IssueVoice } from '#editions/publications/index.ts';
import { plainBlocks } from '#editorial/content/index.ts';
import { longDay } from '#kernel/dates.ts';
import { enumerate, shorten } from '#kernel/text.ts';
import type { Desk } from './desk.svelte.ts';

/** One place of a composition in words, for who has to choose between two of them. */
export function wordsOf(id: string, value: unknown, desk: Pick<Desk, 'structureOf' | 'nameOf'>): string {
	if (value === undefined) return 'Retiré';
	if (value === null || value === '') return 'Rien';
	if (id === 'date') return longDay(String(value));
	if (id === 'editorial') return wordsOfEditorial(value as Editorial);
	if (id.startsWith('voice/')) return wordsOfVoice(value as IssueVoice);
	if (id.startsWith('block/')) return wordsOfBlock(value as IssueBlock, desk);
	return typeof value === 'boolean' ? (value ? 'Oui' : 'Non') : String(value);
}

const wordsOfEditorial = ({ title, body, signature }: Editorial): string =>
	[title, shorten(plainBlocks(body.content), 400), signature].filter(Boolean).join('\n');

const wordsOfVoice = ({ subject, preheader, editorial, order }: IssueVoice): string =>
	[
		subject && `Objet : ${subject}`,
		preheader && `Aperçu : ${preheader}`,
		editorial === null ? 'Pas d’éditorial' : editorial ? `Éditorial : ${wordsOfEditorial(editorial)}` : '',
		order && 'Un ordre à elle'
	]
		.filter(Boolean)
		.join('\n') || 'Comme le numéro';

function wordsOfBlock(block: IssueBlock, desk: Pick<Desk, 'structureOf' | 'nameOf'>): string {
	const who = block.voices.map((voice) => desk.structureOf(voice)?.shortName ?? '');
	const form = block.kind === 'article' ? formLabels[block.form] : '';
	const words = block.kind === 'text' ? shorten(plainBlocks(block.body.content), 400) : '';
	const figures =
		block.kind === 'figures' ? block.figures.map(({ value, label }) => `${value} ${label}`).join('\n') : '';
	const moves = block.kind === 'moves' ? block.moves.map(({ name, detail }) => `${name}, ${detail}`).join('\n') : '';
	return [
		desk.nameOf(block),
		form,
		words || figures || moves,
		who.length > 0 ? `Porté par ${enumerate(who)}` : 'Porté par toutes les voix'
	]
		.filter(Boolean)
		.join('\n');
}

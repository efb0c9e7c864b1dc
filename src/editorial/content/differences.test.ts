import { expect, it } from 'vitest';
import { differencesOf } from './differences.ts';
import type { Block } from './document.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const said = (title: string, ...texts: string[]) => ({
	...{ title, standfirst: '', cover: null, relayMessage: '' },
	blocks: texts.map(paragraph)
});
const shown = (before: Parameters<typeof said>, after: Parameters<typeof said>) =>
	differencesOf(said(...before), said(...after)).map(({ label, state, stretches }) => [
		label,
		state,
		stretches.map(({ text, op }) => (op === 'same' ? text : `${op === 'added' ? '+' : '-'}[${text}]`)).join('')
	]);

it('says nothing of what is the same', () => expect(shown(['Neige', 'A', 'B'], ['Neige', 'A', 'B'])).toEqual([]));

it('says the words that changed, where they stand', () => {
	expect(shown(['Neige', 'Départ à 3 h.', 'Fin'], ['Neige', 'Départ à 4 h.', 'Fin'])).toEqual([
		['Paragraphe', 'changed', 'Départ à -[3]+[4] h.']
	]);
});

it('says what was added and taken out, between what stayed', () => {
	expect(shown(['Neige', 'A', 'C'], ['Gel', 'A', 'B', 'C', 'D'])).toEqual([
		['Titre', 'changed', '-[Neige]+[Gel]'],
		['Paragraphe', 'added', '+[B]'],
		['Paragraphe', 'added', '+[D]']
	]);
	expect(shown(['Neige', 'A', 'B'], ['Neige', 'A'])).toEqual([['Paragraphe', 'removed', '-[B]']]);
});

import { describe, expect, it } from 'vitest';
import { fold, shorten, slugify, typeset, withArticle } from './text.ts';

describe('typeset', () => {
	it.each([
		["l'eau d'Ormelle", 'l’eau d’Ormelle'],
		["l'« atelier »", 'l’«\u202fatelier\u202f»'],
		['Qui déneige ? Nous !', 'Qui déneige\u202f? Nous\u202f!'],
		['Ordre : secours', 'Ordre\u00a0: secours'],
		['à 8:30, ratio 3:1', 'à 8:30, ratio 3:1'],
		['12 400 habitants, 38 km', '12\u202f400 habitants, 38\u00a0km'],
		['04 65 71 20 00', '04\u00a065\u00a071\u00a020\u00a000'],
		['https://ville.example/?a=1;b', 'https://ville.example/?a=1;b']
	])('%s', (typed, shown) => expect(typeset(typed)).toBe(shown));

	it('leaves alone what is already right', () => {
		const right = '«\u202fL’eau\u202f»\u00a0: oui\u202f!';
		expect(typeset(right)).toBe(right);
	});
});

it('makes one address of two spellings', () => {
	expect(slugify('Été à l’Hôtel-de-Ville !')).toBe('ete-a-l-hotel-de-ville');
	expect(slugify("ÉTÉ à l'hôtel de ville")).toBe(slugify('été à l’hôtel de ville'));
	expect(slugify('???')).toBe('sans-titre');
	expect(fold('Œuvre')).toBe('oeuvre');
});

it('cuts at the end of a sentence where it can, else between words', () => {
	expect(shorten('Une phrase assez longue. Une autre qui dépasse.', 30)).toBe('Une phrase assez longue.');
	expect(shorten('Un seul tenant sans le moindre point final', 20)).toBe('Un seul tenant sans…');
	expect(shorten('Court.', 20)).toBe('Court.');
});

it.each([
	['Ville de Brézanne', 'la Ville de Brézanne'],
	['Agglo', 'l’Agglo'],
	['CCAS', 'le CCAS'],
	['CC des Hauts', 'la CC des Hauts'],
	['Brézanne Val d’Ormelle Agglo', 'Brézanne Val d’Ormelle Agglo']
])('puts %s in a sentence', (name, said) => expect(withArticle(name)).toBe(said));

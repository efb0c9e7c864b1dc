import { describe, expect, test } from 'vitest';
import { highlighter } from './extract.ts';
import { readQuestion } from './question.ts';
import { freshness, spellingDistance } from './rules.ts';
import { stemOf, wordsIn } from './stems.ts';

describe('the words of a text', () => {
	test.each([
		['Déneigement', 'deneigements'],
		['hivernale', 'hivernaux'],
		['organisée', 'organiser'],
		['premières', 'premier'],
		['vélos', 'velo'],
		['élus', 'ÉLU'],
		['jeux', 'jeu'],
		['heureuse', 'heureux'],
		['œuvres', 'oeuvre'],
		['e\u0301te\u0301', 'été'],
		['C.C.A.S.', 'CCAS'],
		['amé\u00adnagement', 'aménagements']
	])('%s and %s are one family', (one, other) => expect(stemOf(one)).toBe(stemOf(other)));

	test.each([
		['musée', 'mus'],
		['travaux', 'travail'],
		['bureau', 'bure']
	])('%s and %s are two', (one, other) => expect(stemOf(one)).not.toBe(stemOf(other)));

	test('lose their elisions, with either apostrophe, and the words that say nothing', () => {
		const words = (text: string) => wordsIn(text).map(({ word }) => word);
		expect(words("L’équipe d'accueil jusqu’à l’Hôtel-de-Ville")).toEqual(['equipe', 'accueil', 'hotel', 'ville']);
		expect(words('à la, de l’ 🎉 — « » ""')).toEqual([]);
	});

	test('are spelled in letters and digits, whatever the alphabet', () => {
		for (const { stem } of wordsIn('Ελληνικά 日本語 العربية 2026 covid19')) expect(stem).toMatch(/^[a-z0-9]+$/);
	});
});

describe('a question', () => {
	const read = (text: string) => readQuestion(text).terms.map(({ words }) => words.join(' '));

	test('is words, and quoted words that stand together', () => {
		expect(read('plan « viabilité hivernale » "sel de déneigement"')).toEqual([
			'plan',
			'viabilite hivernale',
			'sel deneigement'
		]);
		expect(readQuestion('viabilité hiver').unfinished).toBe(true);
		expect(readQuestion('plan "hiver"').unfinished).toBe(false);
	});

	test.each(['', '   ', '"', '""', '*', 'NEAR(', 'a:b^2 -c', "l'", '🎉', '\0', '\ud800', '%_\\', 'mot '.repeat(5000)])(
		'is understood whatever is typed: %j',
		(text) => expect(readQuestion(text).terms.length).toBeLessThanOrEqual(12)
	);
});

describe('an extract', () => {
	const extract = (text: string, ...words: string[]) =>
		highlighter(new Set(words.map(stemOf)))(text)
			.map((segment) => (segment.match ? `[${segment.text}]` : segment.text))
			.join('');

	test('shows the words as they are written, in whatever form', () => {
		expect(extract('Le DÉNEIGEMENT : l’Œuvre des équipes.', 'deneiger', 'oeuvres', 'équipe')).toBe(
			'Le [DÉNEIGEMENT] : l’[Œuvre] des [équipes].'
		);
		expect(extract('Réunion du 12 mai 2026', '2026')).toBe('Réunion du 12 mai [2026]');
	});

	test('is cut around the place where most of them stand together', () => {
		const noise = 'Une phrase qui ne dit rien de particulier. '.repeat(20);
		const text = `Le sel. ${noise}Le sel et la neige se mêlent sur la route. ${noise}`;
		const cut = extract(text, 'sel', 'neige');
		expect(cut).toContain('Le [sel] et la [neige] se mêlent');
		expect(cut).toMatch(/^… .* …$/);
		expect(cut.length).toBeLessThan(260);
	});

	test('begins with the text when nothing in it matches', () => {
		expect(extract('Court.', 'absent')).toBe('Court.');
		expect(extract('mot '.repeat(200), 'absent')).toMatch(/^mot .* …$/);
	});
});

test('a text loses a third of its advance in a year, and never all of it', () => {
	expect(freshness('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')).toBe(1);
	expect(freshness('2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')).toBeCloseTo(0.7, 2);
	expect(freshness('1990-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')).toBeCloseTo(0.4, 2);
});

test('slips of the finger are near, other words are far', () => {
	expect(spellingDistance('denegement', 'deneigement', 2)).toBe(1);
	expect(spellingDistance('niege', 'neige', 2)).toBe(1);
	expect(spellingDistance('route', 'neige', 2)).toBe(3);
});

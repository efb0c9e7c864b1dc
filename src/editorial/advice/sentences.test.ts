import { describe, expect, it } from 'vitest';
import { sentencesOf, wordsIn } from './sentences.ts';

const cut = (text: string) => sentencesOf(text).map((sentence) => sentence.text);

describe('French sentences', () => {
	it('end with their signs, and not with those of abbreviations, initials and numbers', () => {
		expect(cut('M. Corvol et Mme J. Teillaud arrivent. Ils repartent.')).toHaveLength(2);
		expect(cut('Voir art. 3 et p. 12 du règlement. Fin.')).toEqual(['Voir art. 3 et p. 12 du règlement.', 'Fin.']);
		expect(cut('L’article L. 52-1 le dit. Il coûte 3.50 euros. Tél. 04 65 71 20 00.')).toHaveLength(3);
		expect(cut('Des pelles, du sel, etc. Puis on rentre.')).toHaveLength(2);
		expect(cut('Des pelles, du sel, etc. et des gants.')).toHaveLength(1);
		expect(cut('C’est en 2026. Le reste suit.')).toHaveLength(2);
	});

	it('follow what guillemets and marks hold', () => {
		expect(cut('« On y va. On revient. » Il rit.')).toEqual(['« On y va.', 'On revient. »', 'Il rit.']);
		expect(cut('« Déjà ? » demande-t-elle. Oui !')).toEqual(['« Déjà ? » demande-t-elle.', 'Oui !']);
		expect(cut('Une ligne\nUne autre')).toEqual(['Une ligne', 'Une autre']);
		expect(cut('')).toEqual([]);
	});

	it('count words as a reader does', () => {
		expect(wordsIn('« L’eau » coûte 12 400 € : voilà.')).toBe(4);
	});
});

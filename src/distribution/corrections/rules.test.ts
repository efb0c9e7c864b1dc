import { expect, it } from 'vitest';
import { correctiveText, together } from './rules.ts';

const publication = { title: 'La Lettre' };
const issue = { number: 46, date: '2026-11-26' };

it('says where it was wrong and what is right', () => {
	expect(correctiveText(publication, issue, { title: 'Piscine', notice: 'elle ouvre à 9 h, et non à 8 h.' })).toBe(
		'Dans le n°\u00a046 de «\u202fLa Lettre\u202f» (26 novembre 2026), à propos de «\u202fPiscine\u202f»\u00a0: elle ouvre à 9\u00a0h, et non à 8\u00a0h.'
	);
	expect(correctiveText(publication, issue, { title: 'Piscine', notice: ' ' })).toContain('version en ligne');
});

it('is said once by those who say the same', () => {
	const said = together([
		{ voice: 'ville', title: 'A', text: 'un' },
		{ voice: 'agglo', title: 'B', text: 'deux' },
		{ voice: 'ccas', title: 'A', text: 'un' }
	]);
	expect(said.map(({ voices }) => voices)).toEqual([['ville', 'ccas'], ['agglo']]);
});

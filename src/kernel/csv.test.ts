import { expect, it } from 'vitest';
import { csv } from './csv.ts';

const cellOf = (cell: string | number | null) => csv(['x'], [[cell]]).split('\r\n')[1];

it('writes what a French spreadsheet opens by itself', () => {
	expect(csv(['Service', 'Agents'], [['Éducation ; enfance', 3.5]])).toBe(
		'\ufeffService;Agents\r\n"Éducation ; enfance";3,5\r\n'
	);
});

it.each([
	['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
	['+33 4 65', `'+33 4 65`],
	['-1', `'-1`],
	['@somme', `'@somme`],
	['\t=1+1', `'\t=1+1`],
	['  =1', `'  =1`],
	['Aubert-Petit', 'Aubert-Petit'],
	['dit « l’Ancien »', 'dit « l’Ancien »']
])('keeps %j from being taken for a formula', (cell, shown) => expect(cellOf(cell)).toBe(shown));

it('leaves numbers numbers, and nothing empty', () => {
	expect([cellOf(-2), cellOf(null)]).toEqual(['-2', '']);
});

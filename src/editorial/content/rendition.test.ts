import { describe, expect, it } from 'vitest';
import { plainBlocks } from './form.ts';
import { rendition, type Content } from './rendition.ts';
import type { Address, Block, Paragraph } from './document.ts';

const p = (text: string, address?: Address): Paragraph => ({
	type: 'paragraph',
	...(address && { attrs: { for: address } }),
	content: [{ type: 'text', text }]
});
const heading = (text: string, level: 2 | 3 = 2, address?: Address): Block => ({
	type: 'heading',
	attrs: { level, ...(address && { for: address }) },
	content: [{ type: 'text', text }]
});
const ville = { structures: ['ville'] };
const agglo = { structures: ['agglo'] };

const content = (...blocks: Block[]): Content => ({
	title: 'Neige',
	standfirst: 'Qui déneige quoi.',
	cover: { media: 'common' },
	body: { type: 'doc', content: blocks },
	variants: { agglo: { title: 'Neige dans les zones d’activités', cover: { media: 'own' } } },
	relayMessage: 'Le sel est en mairie.'
});

const read = (blocks: Block[], structure = 'ville', reach: 'internal' | 'partners' | 'public' = 'public') =>
	plainBlocks(rendition(content(...blocks), structure, reach).blocks)
		.split('\n')
		.filter(Boolean);

describe('a rendition', () => {
	it('takes the variants of its structure and the common words for the rest', () => {
		const { title, standfirst, cover } = rendition(content(p('a')), 'agglo', 'public');
		expect([title, standfirst, cover]).toEqual([
			'Neige dans les zones d’activités',
			'Qui déneige quoi.',
			{ media: 'own' }
		]);
		expect(rendition(content(p('a')), 'ville', 'public').title).toBe('Neige');
		expect(rendition(content(p('a')), 'constructor', 'public').title).toBe('Neige');
	});

	it('orders reach: agents read all, partners what is not internal, the public what is public', () => {
		const blocks = [
			p('agents', { reach: 'internal' }),
			p('partenaires', { reach: 'partners' }),
			p('tous', { reach: 'public' })
		];
		expect(read(blocks, 'ville', 'internal')).toEqual(['agents', 'partenaires', 'tous']);
		expect(read(blocks, 'ville', 'partners')).toEqual(['partenaires', 'tous']);
		expect(read(blocks, 'ville', 'public')).toEqual(['tous']);
	});

	it('asks for both the structure and the reach', () => {
		const blocks = [p('commun'), p('agents de la Ville', { ...ville, reach: 'internal' })];
		expect(read(blocks, 'ville', 'internal')).toHaveLength(2);
		expect(read(blocks, 'agglo', 'internal')).toHaveLength(1);
		expect(read(blocks, 'ville', 'partners')).toHaveLength(1);
	});

	it('keeps the message to relay among agents', () => {
		expect(rendition(content(p('a')), 'ville', 'internal').relayMessage).toBe('Le sel est en mairie.');
		expect(rendition(content(p('a')), 'ville', 'partners').relayMessage).toBe('');
	});

	it('finds passages at every depth and removes the containers that they leave empty', () => {
		const list: Block = {
			type: 'bulletList',
			content: [
				{ type: 'listItem', content: [p('Agglo', agglo)] },
				{
					type: 'listItem',
					content: [p('Tous'), { type: 'bulletList', content: [{ type: 'listItem', content: [p('Agglo', agglo)] }] }]
				}
			]
		};
		const question: Block = { type: 'questionAnswer', attrs: { question: 'Et ici ?' }, content: [p('Agglo', agglo)] };
		expect(read([list, question])).toEqual(['Tous']);
		expect(rendition(content(list), 'ville', 'public').blocks).toEqual([
			{ type: 'bulletList', content: [{ type: 'listItem', content: [p('Tous')] }] }
		]);
	});

	it('keeps the columns of a table and drops the rows that say nothing more', () => {
		const row = (...cells: Paragraph[]) => ({
			type: 'tableRow' as const,
			content: cells.map((cell) => ({ type: 'tableCell' as const, content: [cell] }))
		});
		const table: Block = {
			type: 'table',
			content: [row(p('Rue'), p('3 h 30', agglo)), row(p('Zone', agglo), p('4 h', agglo))]
		};
		const [kept] = rendition(content(table), 'ville', 'public').blocks;
		expect(kept).toEqual({
			type: 'table',
			content: [
				{
					type: 'tableRow',
					content: [
						{ type: 'tableCell', content: [p('Rue')] },
						{ type: 'tableCell', content: [{ type: 'paragraph' }] }
					]
				}
			]
		});
	});

	it('keeps a video whose transcript is for others', () => {
		const video: Block = {
			type: 'video',
			attrs: { href: 'https://v.example', title: 'Film' },
			content: [p('dit', agglo)]
		};
		expect(read([video])).toEqual(['Film']);
	});

	it('removes a heading whose whole part is for others, not one that never had a part', () => {
		const blocks = [
			heading('À l’Agglo'),
			heading('Détail', 3),
			p('réservé', agglo),
			heading('Ensemble'),
			p('commun'),
			heading('À suivre')
		];
		expect(read(blocks)).toEqual(['Ensemble', 'commun', 'À suivre']);
		expect(read(blocks, 'agglo')).toHaveLength(6);
	});

	it('leaves the article as it was', () => {
		const article = content(p('a', agglo), p('b'));
		const before = structuredClone(article);
		rendition(article, 'ville', 'public');
		expect(article).toEqual(before);
	});
});

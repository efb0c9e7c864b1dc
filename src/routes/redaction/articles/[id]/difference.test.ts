import { describe, expect, it } from 'vitest';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Address, Block, Content } from '#editorial/content/index.ts';
import { changesBetween } from './difference.ts';

const p = (text: string, address?: Address): Block => ({
	type: 'paragraph',
	...(address && { attrs: { for: address } }),
	content: [{ type: 'text', text }]
});
const draft = (words: Partial<Content>, ...blocks: Block[]): ArticleDraft => ({
	...{ kind: 'news', sectionId: 's', ownerId: 'v', voices: ['v'], audience: ['v'], reach: 'internal', signature: '' },
	...{ contact: '', expiresAt: null, reviewOn: null, details: {} },
	content: {
		...{ title: 'Neige', standfirst: '', cover: null, variants: {}, relayMessage: '' },
		...{ body: { type: 'doc', content: blocks }, ...words }
	}
});
const names = { structures: new Map([['v', 'Ville']]), sections: new Map(), pictures: new Map() };
const said = (before: ArticleDraft, after: ArticleDraft) =>
	changesBetween(before, after, names).map(({ label, state, stretches, form }) =>
		[
			label,
			state,
			...stretches.filter(({ op }) => op !== 'same').map(({ op, text }) => `${op} ${text.trim()}`),
			form ?? []
		].flat()
	);

describe('what changed between two versions', () => {
	it('is said by field, variants included, and by block', () => {
		const before = draft(
			{ standfirst: 'Lundi.' },
			p('Les équipes partent à quatre heures.'),
			p('Le sel est en mairie.')
		);
		const after = draft(
			{ title: 'Neige et verglas', variants: { v: { title: 'En ville' } } },
			p('Les équipes partent à cinq heures.'),
			p('Une phrase toute neuve.')
		);
		expect(said(before, after)).toEqual([
			['Titre', 'changed', 'added et verglas'],
			['Chapô', 'removed', 'removed Lundi.'],
			['Titre, variante Ville', 'added', 'added En ville'],
			['Paragraphe', 'changed', 'removed quatre', 'added cinq'],
			['Paragraphe', 'removed', 'removed Le sel est en mairie.'],
			['Paragraphe', 'added', 'added Une phrase toute neuve.']
		]);
	});

	it('tells a passage that is for others now from one whose words changed', () => {
		const [before, after] = [
			draft({}, p('Ralliement au dépôt.')),
			draft({}, p('Ralliement au dépôt.', { structures: ['v'] }))
		];
		expect(said(before, after)).toEqual([['Paragraphe', 'changed', 'Ce n’est plus pour les mêmes lecteurs.']]);
		expect(said(after, after)).toEqual([]);
	});
});

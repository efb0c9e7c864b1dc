import { describe, expect, it } from 'vitest';
import type { Block } from '#editorial/content/index.ts';
import { closeUp, opening, summaryText, voiceFor } from './rules.ts';
import { subjectOf } from './voices.ts';

const said = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const heading = (level: 2 | 3 | 4): Block => ({
	type: 'heading',
	attrs: { level },
	content: [{ type: 'text', text: 'T' }]
});

describe('the voice of an issue', () => {
	const publication = { voices: ['agglo', 'ville'], reach: 'internal' as const };

	it('is the structure that one reads as, when it carries the title', () => {
		const reader = { structure: 'ville', structures: ['ville', 'agglo'], reach: 'internal' as const };
		expect(voiceFor(publication, reader)).toBe('ville');
	});

	it('is another of the reader’s own when the one he reads as does not carry it', () => {
		const reader = { structure: 'ccas', structures: ['ccas', 'ville'], reach: 'internal' as const };
		expect(voiceFor(publication, reader)).toBe('ville');
	});

	it('is nobody’s for strangers, and for the public of an internal title', () => {
		expect(voiceFor(publication, { structure: 'cc', structures: ['cc'], reach: 'internal' })).toBeUndefined();
		expect(voiceFor(publication, { structure: 'ville', structures: ['ville'], reach: 'public' })).toBeUndefined();
	});
});

describe('the beginning of a text', () => {
	it('stops before what is not a paragraph, and before the limit', () => {
		expect(opening([said('Un.'), said('Deux.'), heading(2), said('Trois.')])).toHaveLength(2);
		expect(opening([said('a'.repeat(300)), said('b'.repeat(300))])).toHaveLength(1);
	});

	it('shortens a first paragraph that is too long alone', () => {
		const [only] = opening([said(`${'Une phrase assez longue. '.repeat(40)}`)], 200);
		expect(only?.content?.[0]).toMatchObject({ text: expect.stringMatching(/longue\.$/) });
	});

	it('is the summary of an article without a standfirst', () => {
		expect(summaryText({ standfirst: '', blocks: [heading(2), said('Le texte commence.')] })).toBe(
			'Le texte commence.'
		);
		expect(summaryText({ standfirst: 'Le chapô.', blocks: [said('Le texte.')] })).toBe('Le chapô.');
	});
});

it('leaves no hole in the order of headings', () => {
	const levels = closeUp([heading(4), said('…'), heading(3), heading(4), heading(2)]).flatMap((block) =>
		block.type === 'heading' ? block.attrs.level : []
	);
	expect(levels).toEqual([2, 3, 4, 2]);
});

describe('a subject', () => {
	const issue = { number: 46, date: '2026-11-19', title: 'Première neige' };

	it('names the series where it fits in 60 signs', () => {
		expect(subjectOf({ title: 'L’Infolettre du jeudi' }, issue)).toBe(
			'L’Infolettre du jeudi n°\u00a046 · Première neige'
		);
	});

	it('keeps the title of the issue when both are too long, and the date when it has none', () => {
		const title = 'Ce que nous avons appris de trois hivers sans camion';
		expect(subjectOf({ title: 'L’Infolettre du jeudi' }, { ...issue, title })).toBe(title);
		expect(subjectOf({ title: 'La Lettre' }, { ...issue, title: '' })).toBe('La Lettre n°\u00a046, 19 novembre 2026');
	});
});

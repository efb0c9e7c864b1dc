import { describe, expect, it } from 'vitest';
import type { Content } from './rendition.ts';
import { channelText, cutAtSentence, isDiverging, signsOf, sourceMark } from './texts.ts';

const written = (more: Partial<Content> = {}): Content => ({
	title: 'Première neige',
	standfirst: 'Les écoles d’abord. Le plan commence lundi.',
	cover: null,
	body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Départ à 4 h.' }] }] },
	variants: {},
	relayMessage: '',
	...more
});

describe('the texts of channels', () => {
	it('counts what a reader sees as one sign, once', () => {
		expect(signsOf('été')).toBe(3);
		expect(signsOf('e\u0301te\u0301')).toBe(3);
		expect(signsOf('👩‍🚒🇫🇷')).toBe(2);
	});

	it('cuts at the end of the last sentence that fits', () => {
		const text = 'Les écoles d’abord. Les bus ensuite. Les rues dans la matinée, une à une.';
		expect(cutAtSentence(text, 40)).toBe('Les écoles d’abord. Les bus ensuite.');
		expect(cutAtSentence(text, 200)).toBe(text);
	});

	it('cuts between words when not one sentence fits, and never inside a sign', () => {
		expect(cutAtSentence('Les équipages de la collecte partent avant le jour', 20)).toBe('Les équipages de la…');
		expect(signsOf(cutAtSentence('👩‍🚒'.repeat(30), 10))).toBe(10);
		expect(cutAtSentence('👩‍🚒'.repeat(30), 10)).toBe(`${'👩‍🚒'.repeat(9)}…`);
	});

	it('is what was written, else the standfirst, else the first words for everybody, else the title', () => {
		const texts = { social: { text: ' Il neige ! ', basis: '' } };
		expect(channelText(written({ texts }), 'social')).toBe('Il neige !');
		expect(channelText(written({ texts: { social: { text: '  ', basis: '' } } }), 'social')).toMatch(/^Les écoles/);
		expect(channelText(written(), 'short', { standfirst: 'Les zones d’activités.' })).toBe('Les zones d’activités.');
		expect(channelText(written({ standfirst: '' }), 'short')).toBe('Départ à 4 h.');
		const reserved = {
			type: 'paragraph' as const,
			attrs: { for: { reach: 'internal' as const } },
			content: [{ type: 'text' as const, text: 'Entre nous.' }]
		};
		const secret = written({ standfirst: '', body: { type: 'doc', content: [reserved] } });
		expect(channelText(secret, 'short')).toBe('Première neige');
	});

	it('is flagged once the article changed, until somebody says that it is still right', () => {
		const before = written();
		const texts = { short: { text: 'Neige lundi.', basis: sourceMark(before) } };
		expect(isDiverging({ ...before, texts }, 'short')).toBe(false);
		const after = { ...before, standfirst: 'Le plan commence mardi.', texts };
		expect(isDiverging(after, 'short')).toBe(true);
		expect(isDiverging({ ...after, texts: { short: { ...texts.short, basis: sourceMark(after) } } }, 'short')).toBe(
			false
		);
		expect(isDiverging(after, 'social')).toBe(false);
	});
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Invalid } from '#kernel/errors.ts';
import { checkIdentity, conformity, contrast, grounds, nearestPassing, palette } from './rules.ts';
import type { Identity } from './structure.ts';

const garnet = { accent: '#9a2b3c', accentDark: '#f08b98' } as Identity;

describe('contrast', () => {
	it('is the one of WCAG 2.2', () => {
		expect(contrast('#000000', '#ffffff')).toBe(21);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
		expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
	});
});

describe('nearestPassing', () => {
	it('leaves a colour that passes', () => expect(nearestPassing('#9A2B3C', '#fbf8f3', 4.5)).toBe('#9a2b3c'));

	it.each([
		['#f4b41a', '#fbf8f3'],
		['#63c4d3', '#ffffff'],
		['#0b5f6e', '#161412'],
		['#ffff00', '#fffdf9'],
		['#777777', '#808080']
	])('moves %s on %s just enough', (colour, background) => {
		const found = nearestPassing(colour, background, 4.5);
		expect(contrast(found, background)).toBeGreaterThanOrEqual(4.5);
		expect(contrast(found, background)).toBeLessThan(4.75);
	});
});

describe('checkIdentity', () => {
	it('takes colours that read on every ground, in both themes', () =>
		expect(() => checkIdentity(garnet)).not.toThrow());

	it('refuses a yellow on paper and proposes one that it would take', () => {
		const refused = refusal({ ...garnet, accent: '#f4b41a' });
		expect(Object.keys(refused.fields)).toEqual(['accent']);
		const proposed = /convient : (#[0-9a-f]{6})/.exec(refused.message)?.[1] ?? '';
		expect(() => checkIdentity({ ...garnet, accent: proposed })).not.toThrow();
	});

	it('refuses a dark voice on dark paper', () => {
		expect(Object.keys(refusal({ ...garnet, accentDark: '#9a2b3c' }).fields)).toEqual(['accentDark']);
	});

	it('refuses what is not a colour', () => {
		expect(refusal({ ...garnet, accent: 'red;}body{display:none' }).message).toContain('#9a2b3c');
	});
});

describe('palette', () => {
	it.each(['light', 'dark'] as const)('keeps the words of a button readable in the %s theme', (theme) => {
		const { accent, onAccent, tint } = palette(garnet, theme);
		expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
		expect(contrast(accent, tint)).toBeGreaterThanOrEqual(4.5);
	});

	it('stands on the grounds of the tokens', () => {
		const tokens = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8');
		for (const name of ['paper', 'raised', 'sunk', 'ink'] as const)
			expect(tokens).toContain(`--${name}: light-dark(${grounds.light[name]}, ${grounds.dark[name]})`);
	});
});

describe('conformity', () => {
	const audited = (rate: number | null, auditedOn: string | null = '2026-01-15') =>
		conformity({ rate, auditedOn, auditor: '', contact: '', planUrl: null, yearUrl: null }, '2026-11-19T08:00:00.000Z');

	it.each([
		[null, 'none'],
		[49, 'none'],
		[50, 'partial'],
		[99.9, 'partial'],
		[100, 'full']
	])('of a rate of %s is %s', (rate, expected) => expect(audited(rate)).toBe(expected));

	it('is none once the audit is three years old', () => expect(audited(100, '2023-11-18')).toBe('none'));
	it('is none without a date', () => expect(audited(100, null)).toBe('none'));
});

function refusal(identity: Identity): Invalid {
	try {
		checkIdentity(identity);
	} catch (error) {
		if (error instanceof Invalid) return error;
	}
	throw new Error('was not refused');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import mailboxes from './mailboxes.json' with { type: 'json' };

/**
 * What our letters use, against what the mailboxes of French providers (Orange, SFR, La Poste, Free) support: data of
 * caniemail.com, dated in the file. What they do not support may only be what a letter does without.
 */
const french = ['orange', 'sfr', 'laposte', 'free'] as const;

/** Used although one of them drops it, and why the letter is still whole there. */
const graceful: Record<string, string> = {
	'css-border-radius': 'corners are square',
	'css-opacity': 'on the hidden preheader, which is hidden by four other properties',
	'css-text-decoration': 'links are underlined anyway; only other values than underline are dropped',
	'css-word-break': 'a long word may stretch its line',
	'html-aria-label': 'the name of the letter, said again by its title',
	'html-body': 'its colours are also on the div and the tables inside',
	'html-lang': 'said on html and on the first div: screen readers take that of the mailbox',
	'html-role': 'layout tables are announced as such: the order of reading stays',
	'html-target': 'mailboxes open links elsewhere by themselves',
	'html-style': 'everything is also written inline'
};

const letters = ['ville', 'agglo'].map((slug) =>
	readFileSync(join(import.meta.dirname, 'own-blocks', `${slug}.html`), 'utf8').replace(/<!--[\s\S]*?-->/g, '')
);

function featuresOf(html: string): Set<string> {
	const used = new Set<string>();
	for (const [, style = ''] of html.matchAll(/\sstyle="([^"]*)"/g))
		for (const [, property = ''] of style.matchAll(/(?:^|;)\s*([a-z-]+)\s*:/g)) used.add(`css-${property}`);
	for (const [, tag = '', attributes = ''] of html.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)) {
		used.add(`html-${tag}`);
		for (const [, name = ''] of attributes.matchAll(/\s([a-z-]+)="/g)) used.add(`html-${name}`);
	}
	return used;
}

describe('a letter in French mailboxes', () => {
	const known: Record<string, Partial<Record<(typeof french)[number], string>>> = mailboxes.features;
	const dropped = [...new Set(letters.flatMap((html) => [...featuresOf(html)]))]
		.filter((feature) => french.some((mailbox) => known[feature]?.[mailbox] === 'n'))
		.sort();

	it('uses nothing that one of them drops, but what it does without', () => {
		expect(dropped.filter((feature) => !(feature in graceful))).toEqual([]);
	});

	it('excuses nothing that is used no more', () => {
		expect(Object.keys(graceful).filter((feature) => !dropped.includes(feature))).toEqual([]);
	});
});

import { expect, it } from 'vitest';
import type { Form, IssueBlock } from '#editions/publications/index.ts';
import type { Desk } from '../desk.svelte.ts';
import { heaviest } from './heaviest.ts';

const block = (id: string, form: Form): IssueBlock => ({ id, kind: 'article', articleId: id, form, voices: [] });
const desk = {
	draft: { blocks: [block('a', 'lead'), block('b', 'full'), block('c', 'full'), block('d', 'summary')] },
	articles: new Map(['a', 'b', 'c', 'd'].map((id) => [id, { slug: id }]))
} as unknown as Desk;
const articles = [
	{ slug: 'a', title: 'A', form: 'lead' as const, bytes: 8_000 },
	{ slug: 'b', title: 'B', form: 'full' as const, bytes: 30_000 },
	{ slug: 'c', title: 'C', form: 'full' as const, bytes: 50_000 },
	{ slug: 'd', title: 'D', form: 'summary' as const, bytes: 90_000 }
];
const named = (bytes: number) => heaviest({ bytes, articles }, desk).map(({ title }) => title);

it('names the fewest long articles that would make a letter light again, the heaviest first', () => {
	expect(named(80_000)).toEqual([]);
	expect(named(120_000)).toEqual(['C']);
	expect(named(150_000)).toEqual(['C', 'B']);
	expect(named(400_000), 'what is short already is not named').toEqual(['C', 'B', 'A']);
});

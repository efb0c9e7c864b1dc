import type { Composition } from '#editions/publications/index.ts';
import type { Kept } from './composing.svelte.ts';
import { draftOf } from './draft.ts';

/** What the server holds of an issue, as its composer wants it. */
export const keptOf = ({ issue, changedAt }: Pick<Composition, 'issue' | 'changedAt'>): Kept => ({
	draft: draftOf(issue),
	version: issue.version,
	savedAt: changedAt
});

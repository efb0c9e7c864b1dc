import type { Content } from '#editorial/content/index.ts';
import { json, readJson } from '#platform/database/index.server.ts';
import type { RevisionTable } from './tables.server.ts';

type ContentColumns = 'title' | 'standfirst' | 'cover' | 'variants' | 'body' | 'relayMessage';

/** The words of a revision, from its columns. */
export const contentOf = (row: Pick<RevisionTable, ContentColumns>): Content => ({
	title: row.title,
	standfirst: row.standfirst,
	cover: readJson(row.cover),
	variants: readJson(row.variants),
	body: readJson(row.body),
	relayMessage: row.relayMessage
});

/** The columns that hold the words of a revision. */
export const columnsOf = (content: Content): Pick<RevisionTable, ContentColumns> => ({
	title: content.title.trim(),
	standfirst: content.standfirst.trim(),
	cover: json(content.cover),
	variants: json(content.variants),
	body: json(content.body),
	relayMessage: content.relayMessage
});

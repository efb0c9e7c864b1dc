import type { Content } from '#editorial/content/index.ts';
import { json, readJson } from '#platform/database/index.server.ts';
import type { RevisionTable } from './tables.server.ts';

type ContentColumns = 'title' | 'standfirst' | 'cover' | 'variants' | 'body' | 'relayMessage';
/** Channel texts are of use to the desk only: lists for readers leave them out. */
type Words = Pick<RevisionTable, ContentColumns> & Partial<Pick<RevisionTable, 'texts'>>;

/** The words of a revision, from its columns. */
export const contentOf = (row: Words): Content => ({
	title: row.title,
	standfirst: row.standfirst,
	cover: readJson(row.cover),
	variants: readJson(row.variants),
	body: readJson(row.body),
	relayMessage: row.relayMessage,
	...(row.texts && { texts: readJson(row.texts) })
});

/** The columns that hold the words of a revision. */
export const columnsOf = (content: Content): Pick<RevisionTable, ContentColumns | 'texts'> => ({
	title: content.title.trim(),
	standfirst: content.standfirst.trim(),
	cover: json(content.cover),
	variants: json(content.variants),
	body: json(content.body),
	relayMessage: content.relayMessage,
	texts: json(content.texts ?? {})
});

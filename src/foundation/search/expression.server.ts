import { engineOf, type Db } from '#platform/database/index.server.ts';
import { sql, type RawBuilder } from 'kysely';

/**
 * What must be found, all of it: each part is a choice of stems, or a sequence of them. Stems are ASCII letters and
 * digits (`stems.ts`), so that nothing typed can mean anything to an engine.
 */
export type Expression = ({ anyOf: string[] } | { inOrder: string[] })[];

export type Place = 'title' | 'anywhere';

/** The condition that the index row `f` answers the expression. */
export const matches = (db: Db, expression: Expression, place: Place = 'anywhere'): RawBuilder<boolean> =>
	engineOf(db) === 'postgres'
		? sql<boolean>`f."vector" @@ ${tsQuery(expression, place)}::tsquery`
		: sql<boolean>`f."searchIndex" match ${ftsQuery(expression, place)}`;

/** The number of an index row, and how well it answers: greater is better, only comparable within one query. */
export const rowId = (db: Db): RawBuilder<number> =>
	engineOf(db) === 'postgres' ? sql<number>`f."id"` : sql<number>`f.rowid`;

/** A title weighs ten times the text. */
export const weight = (db: Db, expression: Expression): RawBuilder<number> =>
	engineOf(db) === 'postgres'
		? sql<number>`ts_rank('{0.1, 0.1, 0.1, 1.0}', f."vector", ${tsQuery(expression, 'anywhere')}::tsquery, 1)`
		: sql<number>`-bm25("searchIndex", 10.0, 1.0, 0.0)`;

/** SQLite looks up what the index found, never the other way round. */
export const lookUp = (db: Db): RawBuilder<unknown> => sql.raw(engineOf(db) === 'postgres' ? 'join' : 'cross join');

/**
 * Title stems are indexed a second time with this before them: asking for a common word in titles would otherwise read
 * every text that has it. No French word begins so.
 */
export const titleMark = 'z0';

function ftsQuery(expression: Expression, place: Place): string {
	const mark = place === 'title' ? titleMark : '';
	const parts = expression.map((part) =>
		'anyOf' in part
			? `(${part.anyOf.map((stem) => `"${mark}${stem}"`).join(' OR ')})`
			: `"${part.inOrder.map((stem) => mark + stem).join(' ')}"`
	);
	return parts.join(' AND ');
}

function tsQuery(expression: Expression, place: Place): string {
	const mark = place === 'title' ? titleMark : '';
	const lexeme = (stem: string) => `'${mark}${stem}'`;
	const parts = expression.map((part) =>
		'anyOf' in part ? `(${part.anyOf.map(lexeme).join(' | ')})` : `(${part.inOrder.map(lexeme).join(' <-> ')})`
	);
	return parts.join(' & ');
}

/** PostgreSQL keeps this many places of one word, and none beyond the last one. */
const mostPlaces = 200;
const lastPlace = 16_000;

/** A `tsvector` as it is written: the title's stems weigh A, and no sequence runs from the title into the text. */
export function tsVector(title: string[], body: string[]): string {
	const places = new Map<string, string[]>();
	const put = (stem: string, place: number, label: string) => {
		const known = places.get(stem) ?? [];
		if (known.length < mostPlaces && place <= lastPlace) known.push(`${place}${label}`);
		places.set(stem, known);
	};
	title.forEach((stem, at) => {
		put(stem, at + 1, 'A');
		put(titleMark + stem, at + 1, '');
	});
	body.forEach((stem, at) => put(stem, title.length + at + 3, ''));
	return [...places].map(([stem, at]) => `'${stem}'${at.length > 0 ? `:${at.join(',')}` : ''}`).join(' ');
}

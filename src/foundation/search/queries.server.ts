import type { Reader } from '#foundation/accounts/index.ts';
import { pageNumber } from '#kernel/pages.ts';
import type { Subject } from '#kernel/subject.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { audiencesOf, listCandidates, type Candidate, type Scope } from './candidates.server.ts';
import type { Expression } from './expression.server.ts';
import { highlighter } from './extract.ts';
import { countFacets } from './facets.server.ts';
import { keepResults, shelvesOf } from './kept.server.ts';
import { longestQuestion, readQuestion } from './question.ts';
import { ranked } from './ranking.server.ts';
import {
	countLimit,
	searchPageSize,
	type Found,
	type SearchFilters,
	type SearchQuestion,
	type SearchResults
} from './search.ts';
import { suggest } from './suggestions.server.ts';
import { understand, type Understood } from './words.server.ts';

/**
 * What `reader` may find: every word of `text` (the last may be unfinished, «quoted» words stand together), in texts
 * published, not expired, written for an audience of his and for his reach; one result per subject, in the voice that
 * he reads as when it matches. Nothing typed is an error; nothing to look for finds nothing. Best first: relevance
 * times freshness, see `ranking.server.ts`. What is returned is shared: do not change it.
 */
export async function search(db: Db, reader: Reader, question: SearchQuestion): Promise<SearchResults> {
	const moment = now();
	const asked = {
		...question,
		page: pageNumber(String(question.page ?? 1)),
		text: question.text.trim().slice(0, longestQuestion)
	};
	const filters = filtersOf(asked);
	const key = JSON.stringify([reader.structure, reader.structures, reader.reach, asked.text, asked.page, filters]);
	return keepResults(db, key, moment, async () => {
		const { terms, unfinished } = readQuestion(asked.text);
		if (terms.length === 0) return nothing(asked.page);
		const scope = { audiences: await audiencesOf(db, reader), now: moment, filters };
		const understood = await understand(db, terms, unfinished);
		const results = await answer(db, understood, scope, asked.page);
		if (results.total > 0) return results;
		const suggestion = await suggest(db, terms, scope);
		return suggestion ? { ...results, suggestion } : results;
	});
}

/** Only what can be looked up; a NUL cannot be sent to PostgreSQL. */
function filtersOf({ section, structure, kind, year }: SearchFilters): SearchFilters {
	const plain = (text: string | undefined) => text?.replaceAll('\0', '').slice(0, 200) || undefined;
	return {
		section: plain(section),
		structure: plain(structure),
		kind: plain(kind),
		year: Number.isSafeInteger(year) && Math.abs(year!) < 10_000 ? year : undefined
	};
}

const nothing = (page: number): SearchResults => ({
	total: 0,
	capped: false,
	page,
	size: searchPageSize,
	items: [],
	facets: { section: [], structure: [], kind: [], year: [] }
});

async function answer(db: Db, { wide, exact, stems }: Understood, scope: Scope, page: number): Promise<SearchResults> {
	const all = await listCandidates(db, wide, scope, countLimit + 1);
	const counted = all.slice(0, countLimit);
	const from = (page - 1) * searchPageSize;
	const order = from < counted.length ? await ranked(db, counted, { wide, exact }, scope) : [];
	return {
		...nothing(page),
		total: counted.length,
		capped: all.length > countLimit,
		items: await show(db, order.slice(from, from + searchPageSize), stems),
		facets: await countFacets(db, counted, scope.filters, (filters) => listOthers(db, wide, { ...scope, filters }))
	};
}

const listOthers = (db: Db, wide: Expression, scope: Scope): Promise<Candidate[]> =>
	listCandidates(db, wide, scope, countLimit);

/** The texts of one page, with their extracts. */
async function show(db: Db, candidates: Candidate[], stems: Set<string>): Promise<Found[]> {
	if (candidates.length === 0) return [];
	const ids = candidates.map(({ id }) => id);
	const shelfIds = candidates.map(({ shelfId }) => shelfId);
	const shelves = await shelvesOf(db, shelfIds);
	const rows = await db
		.selectFrom('searchEntry')
		.select(['id', 'subjectKind', 'subjectId', 'shelfId', 'publishedAt', 'title', 'text'])
		.where('id', 'in', ids)
		.execute();
	const texts = new Map(rows.map((row) => [Number(row.id), row]));
	const extract = highlighter(stems);
	return ids.flatMap((id) => {
		const row = texts.get(id);
		const shelf = row && shelves.get(row.shelfId);
		if (!shelf) return [];
		const { title, publishedAt } = row;
		const { section, kind, speaks } = shelf;
		const subject = { kind: row.subjectKind, id: row.subjectId };
		return [{ subject, title, extract: extract(row.text), section, kind, publishedAt, speaks }];
	});
}

/** Whether the index holds words of this subject for the agents of a structure: what one looks at after publishing. */
export async function isFindable(db: Db, subject: Subject, structureId: string): Promise<boolean> {
	const row = await db
		.selectFrom('searchEntry')
		.innerJoin('searchVoice', 'searchVoice.entryId', 'searchEntry.id')
		.innerJoin('searchAudience', 'searchAudience.id', 'searchVoice.audienceId')
		.select('searchEntry.id')
		.where('subjectKind', '=', subject.kind)
		.where('subjectId', '=', subject.id)
		.where('searchAudience.structureId', '=', structureId)
		.where('searchAudience.reach', '=', 'internal')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

import { dayOf, type Instant } from '#kernel/dates.ts';
import type { Subject } from '#kernel/subject.ts';
import { engineOf, json, type Tx } from '#platform/database/index.server.ts';
import { sql } from 'kysely';
import { titleMark, tsVector } from './expression.server.ts';
import type { SearchEntry } from './search.ts';
import { wordsIn, type Word } from './stems.ts';

const never: Instant = '9999-12-31T23:59:59.999Z';

/** Beyond this many signs a text is kept but no longer indexed. */
const longestText = 400_000;

/**
 * Makes a subject findable by exactly these entries, in place of those it had. Call it last in a command: writers of
 * the index wait for one another until the transaction ends.
 */
export async function indexSubject(tx: Tx, subject: Subject, entries: SearchEntry[]): Promise<void> {
	await beginChange(tx);
	await removeEntries(tx, subject);
	let groupId: number | undefined;
	for (const entry of entries) {
		if (entry.voices.length === 0) continue;
		const id = await freeId(tx, entry.publishedAt);
		groupId ??= id;
		await addEntry(tx, subject, entry, id, groupId);
	}
}

/** Nothing leads to this subject any more. */
export async function forgetSubject(tx: Tx, subject: Subject): Promise<void> {
	await beginChange(tx);
	await removeEntries(tx, subject);
}

/** Tells every process that what it remembers of results is old, and makes other writers wait. */
const beginChange = (tx: Tx) =>
	tx
		.updateTable('searchState')
		.set((eb) => ({ generation: eb('generation', '+', 1) }))
		.where('id', '=', 1)
		.execute();

async function removeEntries(tx: Tx, subject: Subject): Promise<void> {
	const rows = await tx
		.selectFrom('searchEntry')
		.select('id')
		.where('subjectKind', '=', subject.kind)
		.where('subjectId', '=', subject.id)
		.execute();
	const column = sql.ref(engineOf(tx) === 'postgres' ? 'id' : 'rowid');
	for (const { id } of rows) {
		await sql`delete from "searchIndex" where ${column} = ${id}`.execute(tx);
		await tx.deleteFrom('searchEntry').where('id', '=', Number(id)).execute();
	}
}

/** The first free number in the millisecond of publication, or in the next one that has room. */
async function freeId(tx: Tx, publishedAt: Instant): Promise<number> {
	for (let from = Date.parse(publishedAt) * 1000; ; from += 1000) {
		const { last } = await tx
			.selectFrom('searchEntry')
			.select((eb) => eb.fn.max('id').as('last'))
			.where('id', '>=', from)
			.where('id', '<', from + 1000)
			.executeTakeFirstOrThrow();
		if (last === null) return from;
		if (Number(last) < from + 999) return Number(last) + 1;
	}
}

async function addEntry(tx: Tx, subject: Subject, entry: SearchEntry, id: number, groupId: number): Promise<void> {
	const title = clean(entry.title);
	const text = clean(entry.text);
	const shelfId = await shelfOf(tx, entry);
	const expiresAt = entry.expiresAt ?? never;
	const { publishedAt } = entry;
	await tx
		.insertInto('searchEntry')
		.values({ id, subjectKind: subject.kind, subjectId: subject.id, shelfId, publishedAt, expiresAt, title, text })
		.execute();
	const audiences = await audiencesOf(tx, entry.voices);
	await tx
		.insertInto('searchVoice')
		.values(audiences.map((audienceId) => ({ audienceId, entryId: id, groupId, shelfId, expiresAt })))
		.execute();
	await addWords(tx, id, title, text.slice(0, longestText));
}

/** Composed accents, so that an extract shows them; no sign that nobody sees; single spaces. */
const clean = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/[\u0000-\u0008\u000e-\u001f\u00ad\u200b]/g, '')
		.replace(/[^\S\u00a0\u202f]+/g, ' ')
		.trim();

async function addWords(tx: Tx, id: number, title: string, text: string): Promise<void> {
	const inTitle = wordsIn(title);
	const inText = wordsIn(text);
	const titleStems = inTitle.map(({ stem }) => stem);
	const stems = inText.map(({ stem }) => stem);
	if (engineOf(tx) === 'postgres')
		await sql`insert into "searchIndex" ("id", "vector")
			values (${id}, ${tsVector(titleStems, stems)}::tsvector)`.execute(tx);
	else
		await sql`insert into "searchIndex" (rowid, "title", "body", "marked")
			values (${id}, ${titleStems.join(' ')}, ${stems.join(' ')},
				${titleStems.map((stem) => titleMark + stem).join(' ')})`.execute(tx);
	await learnWords(tx, [...spellings(title, inTitle), ...spellings(text, inText)]);
}

type Spelling = [word: string, stem: string, spelling: string];

const spellings = (text: string, words: Word[]): Spelling[] =>
	words.map(({ word, stem, start, end }) => [word, stem, text.slice(start, end).toLowerCase()]);

/** In the order of the words, so that two writers never wait for each other. */
async function learnWords(tx: Tx, words: Spelling[]): Promise<void> {
	const once = [...new Map(words.map((spelling) => [spelling[0], spelling])).values()];
	const sorted = json(once.sort(([a], [b]) => (a < b ? -1 : 1)));
	const rows =
		engineOf(tx) === 'postgres'
			? sql`select value->>0, value->>1, value->>2 from jsonb_array_elements(${sorted}::jsonb) as value`
			: sql`select value->>0, value->>1, value->>2 from json_each(${sorted}) where true`;
	await sql`insert into "searchWord" ("word", "stem", "spelling") ${rows} on conflict do nothing`.execute(tx);
}

async function shelfOf(tx: Tx, entry: SearchEntry): Promise<number> {
	const { section, kind, publishedAt, speaks } = entry;
	const shelf = { section, kind, year: Number(dayOf(publishedAt).slice(0, 4)), speaks: json(speaks) };
	await tx
		.insertInto('searchShelf')
		.values(shelf)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const same = tx.selectFrom('searchShelf').select('id').where('section', '=', section).where('kind', '=', kind);
	const { id } = await same.where('year', '=', shelf.year).where('speaks', '=', shelf.speaks).executeTakeFirstOrThrow();
	return id;
}

async function audiencesOf(tx: Tx, voices: SearchEntry['voices']): Promise<number[]> {
	const rows = voices.map(({ structure, reach }) => ({ structureId: structure, reach }));
	await tx
		.insertInto('searchAudience')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const found = await tx
		.selectFrom('searchAudience')
		.select('id')
		.where((eb) => eb.or(rows.map((row) => eb.and(row))))
		.execute();
	return found.map(({ id }) => id);
}

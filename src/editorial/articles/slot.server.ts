import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { json, readJson, type Db, type Tx } from '#platform/database/index.server.ts';
import type { ArticleDraft } from './article.ts';
import { canWriteArticle } from './can.ts';
import { reviseArticle } from './commands.server.ts';
import { readDraft } from './input.ts';
import {
	clearSlot,
	draftOf,
	getForUpdate,
	getRevisionRow,
	guestsOf,
	subjectOf,
	type ArticleRow
} from './rows.server.ts';

type Person = { id: string; name: string };

/**
 * What is being typed, which may be incomplete; the working revision while nothing is (`updatedAt` null). Whoever saves
 * says which version he had; somebody else's saving in between makes his a `SlotConflict`. A version never comes twice,
 * so that a tab that slept through a kept revision is not taken for the last one.
 */
export type Slot = {
	articleId: string;
	draft: ArticleDraft;
	version: number;
	updatedBy: Person | null;
	updatedAt: Instant | null;
};

/** Somebody else has saved since: `slot` is what he saved. Nothing was written. */
export class SlotConflict extends Conflict {
	readonly slot: Slot;
	constructor(slot: Slot) {
		super(
			`${slot.updatedBy?.name ?? 'Quelqu’un'} a enregistré une autre version de ce texte pendant que vous écriviez.`
		);
		this.slot = slot;
	}
}

/** Signs of JSON: several times the longest article that `checkDoc` takes. */
const largest = 3_000_000;

async function writable(db: Db, actor: Actor, id: string): Promise<ArticleRow> {
	const article = await db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst();
	if (!article || !canWriteArticle(actor, { ...article, guests: await guestsOf(db, id) }))
		throw new NotFound('Cet article n’existe pas, ou vous ne pouvez pas l’écrire.');
	return article;
}

/** The text as it is being typed, for who may write it. Throws `NotFound`. */
export async function getSlot(db: Db, actor: Actor, id: string): Promise<Slot> {
	return slotOf(db, await writable(db, actor, id));
}

async function slotOf(db: Db, article: ArticleRow): Promise<Slot> {
	const row = await db
		.selectFrom('articleSlot')
		.leftJoin('agent', 'agent.id', 'articleSlot.updatedBy')
		.selectAll('articleSlot')
		.select(['agent.firstName', 'agent.lastName'])
		.where('articleId', '=', article.id)
		.executeTakeFirst();
	const typed = row && readJson(row.draft);
	if (!typed) {
		const { correction: _correction, ...draft } = await draftOf(
			db,
			article,
			await getRevisionRow(db, article.id, article.workingId!)
		);
		return { articleId: article.id, draft, version: row?.version ?? 0, updatedBy: null, updatedAt: null };
	}
	const updatedBy = row.updatedBy ? { id: row.updatedBy, name: `${row.firstName} ${row.lastName}`.trim() } : null;
	return {
		articleId: article.id,
		draft: typed,
		version: row.version,
		updatedBy,
		updatedAt: row.updatedAt
	};
}

/**
 * Saves what is being typed over the version that it was typed on. Writes no revision and leaves no line in the audit.
 * `draft` is read as it comes from a browser (`readDraft`). Throws `SlotConflict` when somebody else saved in between,
 * `Invalid` when it cannot be read or is too large.
 */
export async function saveSlot(
	tx: Tx,
	actor: Actor,
	id: string,
	{ version, draft }: { version: number; draft: unknown }
): Promise<{ version: number; updatedAt: Instant }> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new NotFound('Cet article n’existe pas, ou vous ne pouvez pas l’écrire.');
	const text = json(readDraft(draft));
	if (text.length > largest) throw new Invalid('Ce texte est trop long pour être enregistré.');
	const slot = await slotOf(tx, article);
	if (slot.version !== version) throw new SlotConflict(slot);
	const updatedAt = now();
	const row = { draft: text, version: version + 1, updatedBy: actor.kind === 'agent' ? actor.id : null, updatedAt };
	await tx
		.insertInto('articleSlot')
		.values({ articleId: id, ...row })
		.onConflict((conflict) => conflict.column('articleId').doUpdateSet(row))
		.execute();
	return { version: row.version, updatedAt };
}

/**
 * Makes a revision of what is being typed, on purpose. Throws `Invalid` with a sentence per field, and `Conflict` when
 * nothing has changed since the last one.
 */
export async function keepVersion(tx: Tx, actor: Actor, id: string, note: string): Promise<void> {
	if (!(await keepSlot(tx, actor, id, note))) throw new Conflict('Rien n’a changé depuis la dernière version.');
}

/** As `keepVersion`, and answers whether there was anything to keep. */
export async function keepSlot(tx: Tx, actor: Actor, id: string, note: string): Promise<boolean> {
	const article = await getForUpdate(tx, id);
	if (!canWriteArticle(actor, article)) throw new NotFound('Cet article n’existe pas, ou vous ne pouvez pas l’écrire.');
	const slot = await slotOf(tx, article);
	if (slot.updatedAt === null) return false;
	const working = await draftOf(tx, article, await getRevisionRow(tx, id, article.workingId!));
	if (isSame(working, slot.draft)) {
		await clearSlot(tx, id);
		return false;
	}
	await reviseArticle(tx, actor, id, slot.draft, note);
	return true;
}

const isSame = ({ correction: _correction, ...a }: ArticleDraft & { correction?: string }, b: ArticleDraft): boolean =>
	canonical(a) === canonical(b);

/** JSON with its keys in order, and without what says nothing. */
const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, part: unknown) => {
		if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
		const said = Object.entries(part).filter(([, each]) => each !== undefined && each !== null && each !== '');
		return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
	});

/** A line of the history. */
export type RevisionLine = {
	id: string;
	number: number;
	title: string;
	note: string;
	by: Person | null;
	at: Instant;
	words: number;
	/** What readers see; what was validated last; what is being worked on. */
	isLive: boolean;
	isApproved: boolean;
	isWorking: boolean;
};

/** The history of an article, newest first. Throws `NotFound` for who may not write it. */
export async function listRevisions(db: Db, actor: Actor, id: string): Promise<RevisionLine[]> {
	const article = await writable(db, actor, id);
	const rows = await db
		.selectFrom('revision')
		.leftJoin('agent', 'agent.id', 'revision.authorId')
		.select([
			'revision.id',
			'number',
			'title',
			'note',
			'words',
			'revision.createdAt',
			'authorId',
			'firstName',
			'lastName'
		])
		.where('articleId', '=', id)
		.orderBy('number', 'desc')
		.execute();
	return rows.map(({ authorId, firstName, lastName, createdAt, ...row }) => ({
		...row,
		at: createdAt,
		by: authorId ? { id: authorId, name: `${firstName ?? ''} ${lastName ?? ''}`.trim() } : null,
		isLive: article.liveId === row.id,
		isApproved: article.approvedId === row.id,
		isWorking: article.workingId === row.id
	}));
}

/** A revision of the history as a whole draft. */
export async function getRevision(db: Db, actor: Actor, id: string, revisionId: string): Promise<ArticleDraft> {
	const article = await writable(db, actor, id);
	const { correction: _correction, ...draft } = await draftOf(db, article, await getRevisionRow(db, id, revisionId));
	return draft;
}

/** Puts an earlier text back to be worked on. What was being typed is kept as a revision first, so nothing is lost. */
export async function restoreRevision(tx: Tx, actor: Actor, id: string, revisionId: string): Promise<void> {
	await keepSlot(tx, actor, id, 'Avant de reprendre une version antérieure').catch((error: unknown) => {
		// What is incomplete makes no revision; it would be lost, so the restoring waits.
		throw error instanceof Invalid
			? new Conflict(`Complétez d’abord ce que vous écrivez, ou videz-le : ${error.message}`)
			: error;
	});
	const article = await getForUpdate(tx, id);
	const { correction: _correction, ...draft } = await draftOf(tx, article, await getRevisionRow(tx, id, revisionId));
	const { version } = await slotOf(tx, article);
	await saveSlot(tx, actor, id, { version, draft });
	await audit(tx, actor, 'article.restore', subjectOf(id), { revision: revisionId });
}

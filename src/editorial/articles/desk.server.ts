import type { Actor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import type { Page } from '#kernel/pages.ts';
import { fold } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleKind, ArticleState, ChangeState } from './article.ts';
import { canWriteArticle } from './can.ts';
import { invitations, typedTitles } from './planning.server.ts';
import { visibleStates } from './rules.ts';

/** A line of the desk's list. `at` is when it appeared, or is meant to; `writer` who began it. */
export type DeskLine = {
	id: string;
	slug: string;
	kind: ArticleKind;
	state: ArticleState;
	changeState: ChangeState | null;
	title: string;
	sectionId: string;
	voices: string[];
	writer: string;
	at: Instant | null;
};

/** `text` is looked for in titles, accents aside; `isOwn` keeps what the actor began or was invited to. */
export type DeskFilter = { text?: string; state?: ArticleState; sectionId?: string; isOwn?: boolean };

export type DeskOrder = { by: 'date' | 'title' | 'state' | 'section'; isDescending: boolean };

/** A page of what the actor may write. Without a date, by date, what is being written comes first. */
export async function listDesk(
	db: Db,
	actor: Actor,
	filter: DeskFilter,
	{ order, page = 1, size = 50 }: { order: DeskOrder; page?: number; size?: number }
): Promise<Page<DeskLine>> {
	const invited = await invitations(db, actor);
	const rows = (await lines(db, filter).execute()).filter((row) => invited.has(row.id) || canWriteArticle(actor, row));
	const isOwn = (row: Row) => invited.has(row.id) || (actor.kind === 'agent' && row.authorId === actor.id);
	const titles = await typedTitles(
		db,
		rows.filter(({ state }) => !visibleStates.includes(state)).map(({ id }) => id)
	);
	const wanted = fold(filter.text ?? '').trim();
	const found = rows
		.map((row) => ({ ...row, title: titles.get(row.id) || row.title }))
		.filter((row) => (!filter.isOwn || isOwn(row)) && fold(row.title).includes(wanted))
		.sort(comparing(order));
	const shown = found.slice((page - 1) * size, page * size);
	const voices = shown.length === 0 ? [] : await voicesOf(db, shown);
	return { items: shown.map((row) => lineOf(row, voices)), number: page, size, total: found.length };
}

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

function lines(db: Db, { state, sectionId }: DeskFilter) {
	let query = db
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.workingId')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.leftJoin('agent', 'agent.id', 'article.authorId')
		.select(['article.id', 'article.slug', 'kind', 'state', 'changeState', 'sectionId', 'ownerId', 'article.authorId'])
		.select(['publishedAt', 'plannedAt', 'revision.title', 'section.name as section', 'firstName', 'lastName'])
		.orderBy('article.createdAt', 'desc');
	if (state === 'scheduled') query = query.where('state', 'in', visibleStates).where('publishedAt', '>', now());
	else if (state === 'published') query = query.where('state', 'in', visibleStates).where('publishedAt', '<=', now());
	else if (state)
		query = query.where((eb) => eb.or([eb('state', '=', state), eb('changeState', '=', state as ChangeState)]));
	return sectionId ? query.where('sectionId', '=', sectionId) : query;
}

const dateOf = ({ publishedAt, plannedAt }: Pick<Row, 'publishedAt' | 'plannedAt'>) => publishedAt ?? plannedAt;

function comparing({ by, isDescending }: DeskOrder): (a: Row, b: Row) => number {
	const sign = isDescending ? -1 : 1;
	const key: Record<DeskOrder['by'], (row: Row) => string> = {
		date: (row) => dateOf(row) ?? '9999',
		title: ({ title }) => title,
		state: ({ state }) => String(inOrder.indexOf(state)),
		section: ({ section }) => section
	};
	const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });
	return (a, b) => sign * collator.compare(key[by](a), key[by](b));
}

/** From what is begun to what is over. */
const inOrder: ArticleState[] = ['draft', 'returned', 'submitted', 'approved', 'scheduled', 'published', 'withdrawn'];

const voicesOf = (db: Db, rows: Row[]) =>
	db
		.selectFrom('articleVoice')
		.selectAll()
		.where(
			'articleId',
			'in',
			rows.map(({ id }) => id)
		)
		.orderBy('position')
		.execute();

function lineOf(row: Row, voices: { articleId: string; structureId: string }[]): DeskLine {
	const { id, slug, kind, changeState, title, sectionId, firstName, lastName } = row;
	const at = dateOf(row);
	const isVisible = visibleStates.includes(row.state);
	return {
		...{ id, slug, kind, changeState, title, sectionId, at },
		state: isVisible ? (at !== null && at <= now() ? 'published' : 'scheduled') : row.state,
		voices: voices.filter(({ articleId }) => articleId === id).map(({ structureId }) => structureId),
		writer: `${firstName ?? ''} ${lastName ?? ''}`.trim()
	};
}

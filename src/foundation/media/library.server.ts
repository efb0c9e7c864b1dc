import { fullName, type Actor } from '#foundation/accounts/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Page } from '#kernel/pages.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { canTendMedia } from './can.ts';
import { soonUntil, type Consent } from './consents.ts';
import { plainWords, type LibraryState } from './library.ts';
import type { Media, MediaKind } from './media.ts';
import { toMedia } from './queries.server.ts';

export type LibraryFilter = {
	q?: string;
	kind?: MediaKind;
	state?: LibraryState;
	/** Id of the agent who added it. */
	by?: string;
	/** Without what was withdrawn. */
	isShown?: boolean;
	page?: number;
	size?: number;
};

/** A media as the desk sees it. */
export type LibraryItem = { media: Media; consents: Consent[]; uploadedBy: string | null };

/**
 * The library as the desk searches it, newest first; every word of `q` must be found. `used` is what is shown somewhere,
 * needed for what is shown nowhere.
 */
export async function listLibrary(
	db: Db,
	filter: LibraryFilter = {},
	used: Set<string> = new Set()
): Promise<Page<LibraryItem>> {
	const { page = 1, size = 24, state } = filter;
	const ids = await narrowed(db, filter).select('media.id').orderBy('media.id', 'desc').execute();
	const kept = state === 'inutilisees' ? ids.filter(({ id }) => !used.has(id)) : ids;
	const shown = kept.slice((page - 1) * size, page * size).map(({ id }) => id);
	return { items: await loadItems(db, shown), number: page, size, total: kept.length };
}

/** What is in the library now, earlier versions left out. */
const current = (db: Db) => db.selectFrom('media').where('media.replacedBy', 'is', null);

function narrowed(db: Db, { q = '', kind, state, by, isShown = false }: LibraryFilter) {
	let query = current(db);
	if (kind) query = query.where('media.kind', '=', kind);
	if (isShown) query = query.where('media.withdrawnAt', 'is', null);
	if (by) query = query.where('media.uploadedBy', '=', by);
	for (const word of plainWords(q).split(' ').filter(Boolean))
		query = query.where('media.searchText', 'like', `%${word}%`);
	const isImage = () => query.where('media.kind', '=', 'image');
	switch (state) {
		case 'sans-credit':
			return isImage().where('media.credit', '=', '');
		case 'sans-texte':
			return isImage().where('media.altText', '=', '').where('media.decorative', '=', 0);
		case 'personnes':
			return query.where('media.hasPeople', '=', 1);
		case 'retirees':
			return query.where('media.withdrawnAt', 'is not', null);
		case 'accords':
			return endingConsents(query.where('media.hasPeople', '=', 1).where('media.withdrawnAt', 'is', null));
		default:
			return query;
	}
}

/** Nobody is registered, or a consent has ended or ends soon. */
function endingConsents(query: ReturnType<typeof current>) {
	return query.where((eb) => {
		const own = eb
			.selectFrom('imageConsent')
			.select('imageConsent.id')
			.whereRef('imageConsent.mediaId', '=', 'media.id')
			.where('imageConsent.withdrawnAt', 'is', null);
		const ending = own.where('imageConsent.untilOn', '<=', soonUntil(dayOf(now())));
		return eb.or([eb.not(eb.exists(own)), eb.exists(ending)]);
	});
}

/** By id, in the order of `ids`, with their consents in the order in which they were given. */
async function loadItems(db: Db, ids: string[]): Promise<LibraryItem[]> {
	if (ids.length === 0) return [];
	const rows = await db.selectFrom('media').selectAll().where('id', 'in', ids).execute();
	const consents = await listConsents(db, ids);
	return ids.flatMap((id) => {
		const row = rows.find((each) => each.id === id);
		if (!row) return [];
		const own = consents.filter(({ mediaId }) => mediaId === id);
		return { media: toMedia(row), consents: own, uploadedBy: row.uploadedBy };
	});
}

/** The consents given for some media, in the order in which they were given. */
export async function listConsents(db: Db, mediaIds: string[]): Promise<Consent[]> {
	if (mediaIds.length === 0) return [];
	const rows = await db
		.selectFrom('imageConsent')
		.select(['id', 'mediaId', 'person', 'agentId', 'uses', 'fromOn', 'untilOn', 'proof', 'createdAt'])
		.select(['withdrawnAt', 'withdrawnReason'])
		.where('mediaId', 'in', mediaIds)
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ ...row, uses: readJson(row.uses) }));
}

/** A media whatever its state, for who looks after it. Throws `NotFound`, also for an earlier version. */
export async function getLibraryItem(db: Db, actor: Actor, id: string): Promise<LibraryItem & { mayTend: boolean }> {
	const [item] = await loadItems(db, [id]);
	const isVersion = await db
		.selectFrom('media')
		.select('id')
		.where('id', '=', id)
		.where('replacedBy', 'is not', null)
		.executeTakeFirst();
	if (!item || isVersion) throw new NotFound('Ce média n’est pas dans la médiathèque.');
	return { ...item, mayTend: canTendMedia(actor, item.uploadedBy) };
}

/** What a media was before it was replaced, newest first. */
export async function listVersions(db: Db, id: string): Promise<LibraryItem[]> {
	const rows = await db.selectFrom('media').select('id').where('replacedBy', '=', id).orderBy('id', 'desc').execute();
	return loadItems(
		db,
		rows.map((row) => row.id)
	);
}

/** Who has added something, by name. */
export async function listContributors(db: Db): Promise<{ id: string; name: string }[]> {
	const rows = await db
		.selectFrom('agent')
		.select(['id', 'firstName', 'lastName'])
		.where('id', 'in', (eb) =>
			eb.selectFrom('media').select('uploadedBy').where('uploadedBy', 'is not', null).distinct()
		)
		.orderBy('lastName')
		.orderBy('firstName')
		.execute();
	return rows.map((row) => ({ id: row.id, name: fullName(row) }));
}

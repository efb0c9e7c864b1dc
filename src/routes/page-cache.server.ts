import type { RequestEvent } from '@sveltejs/kit';
import { listPendingAcknowledgements } from '#editorial/announcements/index.server.ts';
import { lastAuditId } from '#foundation/audit/index.server.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { initials, personalMarks } from './personal.ts';

/**
 * Reading pages are the same for all agents who read as the same structure with the same rights, but for a name in the
 * masthead. Each is made once and kept for a few seconds, and no longer than anything that was written since: every
 * command leaves a line in the audit, so its last id tells whether something changed, whichever process wrote it.
 */
const shared = new Set([
	'/',
	'/agenda',
	'/annonces',
	'/articles/[slug]',
	'/initiatives',
	'/journaux',
	'/journaux/[publication]',
	'/journaux/[publication]/[number]',
	'/qui-fait-quoi',
	'/recherche',
	'/rubriques/[section]'
]);

/** Milliseconds a page is kept: what expires or appears by the clock alone is never later than this. */
const lifetime = 3_000;

/** Bytes of all kept pages together. */
const capacity = 16_000_000;

/** The page in pieces between its marks, as bytes, so that answering is only joining them. */
type Kept = { pieces: Piece[]; bytes: number; headers: [string, string][]; stamp: string; until: number };
type Piece = { before: Buffer; mark: keyof typeof personalMarks | undefined };

const pages = new Map<string, Kept>();
let size = 0;

/** Answers from a kept page when there is one, and otherwise lets `render` make it, in nobody's name, and keeps it. */
export async function throughPageCache(event: RequestEvent, render: () => Promise<Response>): Promise<Response> {
	const { actor, reader, db } = event.locals;
	const isShared = event.request.method === 'GET' && shared.has(event.route.id ?? '') && !event.isDataRequest;
	if (!isShared || !reader || actor.kind !== 'agent') return render();
	const stamp = await lastAuditId(db);
	const awaited = await awaitedOf(event, stamp);
	const key = JSON.stringify([event.url.pathname, event.url.search, reader, actor.grants, awaited]);
	const known = pages.get(key);
	if (known && known.stamp === stamp && known.until > performance.now()) return personal(known, ownOf(event.locals));
	const moment = `${stamp} ${key}`;
	const made = await making.get(moment);
	if (made) return personal(made, ownOf(event.locals));
	event.locals.isShared = true;
	const rendering = rendered(event, render);
	making.set(
		moment,
		rendering.then(
			({ page, isForAll }) => (isForAll ? page : undefined),
			() => undefined
		)
	);
	try {
		const { page, isForAll, status } = await rendering;
		if (isForAll) keep(key, { ...page, stamp, until: performance.now() + lifetime });
		return personal(page, ownOf(event.locals), status);
	} finally {
		making.delete(moment);
	}
}

/** Pages being made at this moment: those who ask for one meanwhile wait for it instead of making it too. */
const making = new Map<string, Promise<Made | undefined>>();

type Made = Pick<Kept, 'pieces' | 'bytes' | 'headers'>;

/** A page made now, and whether it holds nothing of whose request it was made for. */
async function rendered({ locals }: RequestEvent, render: () => Promise<Response>) {
	const response = await render();
	const isPage = response.status === 200 && response.headers.get('content-type')?.startsWith('text/html');
	const html = await response.text();
	const headers = [...response.headers].filter(([name]) => name !== 'content-length' && name !== 'etag');
	const page = { pieces: cut(html), bytes: html.length, headers: headers as [string, string][] };
	const isForAll = isPage === true && !locals.isPersonal && !response.headers.has('set-cookie');
	return { page, isForAll, status: response.status };
}

/** What each agent is still asked, as long as pages are kept: his own answer changes how many there are. */
const asked = new Map<string, { ids: string[]; stamp: string; until: number }>();

/** The front page tells an agent what he still has to acknowledge: those who are asked the same share it. */
async function awaitedOf({ route, locals }: RequestEvent, stamp: string): Promise<string[]> {
	const { actor, db, pendingAcknowledgements: number, reader } = locals;
	if (route.id !== '/' || actor.kind !== 'agent' || !reader || number === 0) return [];
	const key = `${actor.id} ${reader.structure} ${number}`;
	const known = asked.get(key);
	if (known && known.stamp === stamp && known.until > performance.now()) return known.ids;
	const ids = (await listPendingAcknowledgements(db, actor.id, reader)).map(({ articleId }) => articleId);
	if (asked.size > 1000) asked.clear();
	asked.set(key, { ids, stamp, until: performance.now() + lifetime });
	return ids;
}

type Own = Record<keyof typeof personalMarks, Buffer>;

/** What stands in the places of the marks, for this reader. */
function ownOf({ actor, unreadNotices }: App.Locals): Own {
	const name = actor.kind === 'agent' ? actor.name : '';
	return {
		name: Buffer.from(escapeHtml(name)),
		initials: Buffer.from(escapeHtml(initials(name))),
		notices: Buffer.from(unreadNotices > 0 ? String(unreadNotices) : '')
	};
}

/** Joins the pieces with what is the reader's own between them. */
function personal({ pieces, headers }: Pick<Kept, 'pieces' | 'headers'>, own: Own, status = 200): Response {
	const body = Buffer.concat(pieces.flatMap(({ before, mark }) => (mark ? [before, own[mark]] : [before])));
	return new Response(body, { status, headers: [...headers, ['content-length', String(body.length)]] });
}

const marks = new RegExp(`(${Object.values(personalMarks).join('|')})`, 'u');

/** Cuts a page at its marks. */
function cut(html: string): Piece[] {
	const parts = html.split(marks);
	const names = Object.keys(personalMarks) as (keyof typeof personalMarks)[];
	return Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) => ({
		before: Buffer.from(parts[index * 2] ?? ''),
		mark: names.find((name) => personalMarks[name] === parts[index * 2 + 1])
	}));
}

/** The oldest pages make room. */
function keep(key: string, page: Kept): void {
	size += page.bytes - (pages.get(key)?.bytes ?? 0);
	pages.delete(key);
	pages.set(key, page);
	for (const [oldest, { bytes }] of pages) {
		if (size <= capacity) return;
		pages.delete(oldest);
		size -= bytes;
	}
}

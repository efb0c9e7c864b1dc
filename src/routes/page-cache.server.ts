import type { RequestEvent } from '@sveltejs/kit';
import { lastAuditId } from '#foundation/audit/index.server.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { personalMarks } from './personal.ts';

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
	'/recherche',
	'/rubriques/[section]'
]);

/** Milliseconds a page is kept: what expires or appears by the clock alone is never later than this. */
const lifetime = 3_000;

/** Characters of all kept pages together: some tens of megabytes at the most. */
const capacity = 16_000_000;

type Kept = { html: string; headers: [string, string][]; stamp: string; until: number };

const pages = new Map<string, Kept>();
let size = 0;

/** Answers from a kept page when there is one, and otherwise lets `render` make it, in nobody's name, and keeps it. */
export async function throughPageCache(event: RequestEvent, render: () => Promise<Response>): Promise<Response> {
	const { actor, reader, db } = event.locals;
	const isShared = event.request.method === 'GET' && shared.has(event.route.id ?? '') && !event.isDataRequest;
	if (!isShared || !reader || actor.kind !== 'agent') return render();
	const key = JSON.stringify([event.url.pathname, event.url.search, reader, actor.grants]);
	const stamp = await lastAuditId(db);
	const known = pages.get(key);
	if (known && known.stamp === stamp && known.until > performance.now()) return personal(known, actor.name);
	event.locals.isShared = true;
	const response = await render();
	const isPage = response.status === 200 && response.headers.get('content-type')?.startsWith('text/html');
	const html = await response.text();
	if (!isPage || response.headers.has('set-cookie')) return new Response(named(html, actor.name), response);
	const kept = { html, headers: [...response.headers], stamp, until: performance.now() + lifetime };
	keep(key, kept);
	return personal(kept, actor.name);
}

const personal = ({ html, headers }: Kept, name: string): Response => new Response(named(html, name), { headers });

/** Puts the reader's own name where the page left a mark. */
function named(html: string, name: string): string {
	return html
		.replaceAll(personalMarks.name, escapeHtml(name))
		.replaceAll(personalMarks.initials, escapeHtml(initials(name)));
}

/** "Marie-Line Bertin" → "MB" */
export function initials(name: string): string {
	const words = name.split(' ').filter(Boolean);
	return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0]?.toUpperCase() ?? '').join('');
}

/** The oldest pages make room. */
function keep(key: string, page: Kept): void {
	size += page.html.length - (pages.get(key)?.html.length ?? 0);
	pages.delete(key);
	pages.set(key, page);
	for (const [oldest, { html }] of pages) {
		if (size <= capacity) return;
		pages.delete(oldest);
		size -= html.length;
	}
}

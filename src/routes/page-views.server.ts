import type { RequestEvent } from '@sveltejs/kit';
import { countView } from '#distribution/readership/index.server.ts';
import { isReading, viewOf } from '#distribution/readership/index.ts';
import { canWriteSomething } from '#editorial/articles/index.ts';

/**
 * Counts a page of an issue or of an article that somebody reads, kept page or not. Nothing of who reads is looked at but
 * the structure he reads as; whoever writes does not count his own readings, previews included.
 */
export function noteView({ locals, params, request, route, url, isDataRequest }: RequestEvent, status: number): void {
	if (status !== 200 || isDataRequest || !isReading(request) || canWriteSomething(locals.actor)) return;
	const reads = locals.structures.find(({ id }) => id === locals.reader?.structure)?.slug ?? '';
	const view = viewOf({ route: route.id, params, url }, reads);
	if (view) countView(locals.db, view);
}

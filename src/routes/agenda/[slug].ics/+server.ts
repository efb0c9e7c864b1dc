import { getArticle } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import { eventCalendar } from '#editorial/events/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { readerHere } from '../../reading.server.ts';
import type { RequestHandler } from './$types';

/** An event for an agent's own calendar; `?date=INSTANT` for one of its dates. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const article = await getArticle(locals.db, readerHere(locals, url), params.slug);
	const only = url.searchParams.get('date') ?? undefined;
	const details = article.details as Details['event'];
	if (article.kind !== 'event' || (only && !details.dates.some(({ start }) => start === only))) throw new NotFound();
	return new Response(eventCalendar({ ...article, details }, locals.settings.origin, only), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': contentDisposition('attachment', `${article.slug}.ics`),
			'cache-control': 'private, no-store'
		}
	});
};

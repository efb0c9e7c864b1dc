import { calendarFile, openCalendarLink } from '#editions/calendar/index.server.ts';
import type { RequestHandler } from './$types';

/** The calendar of whoever holds this address. Programs ask again every hour or so; nobody else keeps a copy. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const actor = await openCalendarLink(locals.db, params.token);
	const origin = locals.settings.hasOrigin ? locals.settings.origin : url.origin;
	return new Response(await calendarFile(locals.db, actor, origin), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'inline; filename="unisson.ics"',
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex'
		}
	});
};

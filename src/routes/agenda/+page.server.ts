import { listUpcomingEvents } from '#editorial/articles/index.server.ts';
import { readerHere } from '../reading.server.ts';
import type { PageServerLoad } from './$types';

/** As many dates as somebody reads at once; the following ones come when these are over. */
const datesShown = 60;

export const load: PageServerLoad = async ({ locals, url }) => ({
	events: await listUpcomingEvents(locals.db, readerHere(locals, url), datesShown)
});

import { listMyRequests } from '#editorial/requests/index.server.ts';
import { personally } from '../personal.server.ts';
import type { PageServerLoad } from './$types';

/** What the reader asked the communication, and what it answered. */
export const load: PageServerLoad = async ({ locals, url }) => ({
	isReceived: url.searchParams.has('recue'),
	requests: await listMyRequests(locals.db, personally(locals))
});

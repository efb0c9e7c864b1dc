import { json } from '@sveltejs/kit';
import { readiness } from '#platform/readiness.server.ts';
import type { RequestHandler } from './$types';

/** For a supervisor: it answers at all (alive), and whether it can serve (ready, 200 or 503). */
export const GET: RequestHandler = async ({ locals }) => {
	const { ready, checks } = await readiness(locals.db, locals.settings.dataDir);
	return json(
		{ status: ready ? 'ok' : 'failed', alive: true, ready, checks },
		{ status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};

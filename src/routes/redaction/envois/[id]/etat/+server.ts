import { json } from '@sveltejs/kit';
import { liveOf } from '../../live.server.ts';
import type { RequestHandler } from './$types';

/** What moves in a mailing, asked again as long as its page is open. */
export const GET: RequestHandler = async ({ locals: { db, actor }, params }) =>
	json(await liveOf(db, actor, params.id), { headers: { 'cache-control': 'private, no-store' } });

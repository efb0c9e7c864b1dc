import { openNotice } from '#foundation/notices/index.server.ts';
import { ownPath } from '../../access.ts';
import { personally } from '../../personal.server.ts';
import type { RequestHandler } from './$types';

/** The way to what a notice is about: it is read from then on. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const actor = personally(locals);
	const href = await locals.db.transaction().execute((tx) => openNotice(tx, actor, params.id));
	return new Response(null, { status: 303, headers: { location: ownPath(href) } });
};

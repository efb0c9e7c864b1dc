import { json } from '@sveltejs/kit';
import { canAddMedia } from '#foundation/media/index.ts';
import { Forbidden } from '#kernel/errors.ts';
import { choicesFor } from '../choices.server.ts';
import type { RequestHandler } from './$types';

/** The library, for a text that is being written. */
export const GET: RequestHandler = async ({ locals, url }) => {
	if (!canAddMedia(locals.actor)) throw new Forbidden('La médiathèque s’ouvre aux personnes qui écrivent.');
	return json(await choicesFor(locals.db, url.searchParams));
};

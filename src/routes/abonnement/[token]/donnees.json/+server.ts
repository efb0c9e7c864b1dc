import { json } from '@sveltejs/kit';
import { findSubscriber } from '#distribution/subscribers/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { ownerOf, personalHeaders } from '../../owner.server.ts';
import type { RequestHandler } from './$types';

/** All that is kept of somebody, for himself (art. 15 of the GDPR). */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { subscriberId } = await ownerOf(locals, params.token);
	const found = await findSubscriber(locals.db, subscriberId, locals.settings.sessionSecret);
	if (!found || found.agentId) throw new NotFound('Rien n’est gardé sous ce lien.');
	const { id: _, agentId: __, ...own } = found;
	return json(own, {
		headers: { ...personalHeaders, 'content-disposition': 'attachment; filename="mes-abonnements.json"' }
	});
};

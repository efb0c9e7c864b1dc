import { listPendingAcknowledgements } from '#editorial/announcements/index.server.ts';
import { personally } from '../../personal.server.ts';
import { readerHere } from '../../reading.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	pending: await listPendingAcknowledgements(locals.db, personally(locals).id, readerHere(locals, url))
});

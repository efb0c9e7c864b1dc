import { listAsked, listDecided, listPending } from '#foundation/validation/index.server.ts';
import { now } from '#platform/clock.ts';
import { personally } from '../../personal.server.ts';
import type { PageServerLoad } from './$types';
import { pendingLine, validationLine } from './lines.ts';

/** What waits for me, what I decided, what I asked for. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = personally(locals);
	const { db } = locals;
	const at = now();
	return {
		pending: (await listPending(db, id)).map((pending) => pendingLine(pending, at)),
		decided: (await listDecided(db, id)).map(validationLine),
		asked: (await listAsked(db, id)).map(validationLine),
		done: url.searchParams.get('fait')
	};
};

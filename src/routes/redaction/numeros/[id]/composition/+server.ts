import { json } from '@sveltejs/kit';
import { getComposition, saveComposition } from '#editions/publications/index.server.ts';
import type { IssueDraft } from '#editions/publications/index.ts';
import { Conflict } from '#kernel/errors.ts';
import { answer, bodyOf, writerOf } from '../../../articles/[id]/asked.server.ts';
import { keptOf } from '../kept.ts';
import type { RequestHandler } from './$types';

/** Saves the composition over the version it was made on; 409 with the other’s when that is not the last. */
export const PUT: RequestHandler = async (event) => {
	const { db } = event.locals;
	const { id } = event.params;
	const actor = writerOf(event);
	const { version, draft } = await bodyOf(event.request);
	const kept = async () => keptOf(await getComposition(db, actor, id));
	try {
		return await answer(async () => {
			const work = db.transaction();
			await work.execute((tx) => saveComposition(tx, actor, id, Number(version), draft as IssueDraft));
			return kept();
		});
	} catch (error) {
		if (!(error instanceof Conflict)) throw error;
		const theirs = await kept();
		const isLate = theirs.version !== Number(version);
		return json({ message: error.message, ...(isLate ? { kept: theirs } : {}) }, { status: isLate ? 409 : 400 });
	}
};

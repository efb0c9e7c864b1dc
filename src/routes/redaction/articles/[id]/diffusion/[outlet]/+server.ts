import { settleOutlets } from '#distribution/outlets/index.server.ts';
import { recordOutlet, retryOutlet } from '#editorial/articles/index.server.ts';
import { outletNames, type Outlet } from '#editorial/articles/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { answer, bodyOf, textIn, writerOf } from '../../asked.server.ts';
import { diffusing } from '../../diffusing.server.ts';
import type { RequestHandler } from './$types';

function outletOf(name: string): Outlet {
	const outlet = outletNames.find((one) => one === name);
	if (!outlet) throw new NotFound('Ce canal n’existe pas.');
	return outlet;
}

/** A person has done his part: the address of a post, or that the page is on the boards, or that it was corrected. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id, outlet }] = [writerOf(event), await bodyOf(event.request), event.params];
		const url = textIn(body, 'url').slice(0, 2000);
		await db.transaction().execute((tx) => recordOutlet(tx, actor, id, outletOf(outlet), { url }));
		return diffusing(db, actor, id);
	});

/** Tries again a way that failed, at once. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, { id, outlet }] = [writerOf(event), event.params];
		await db.transaction().execute((tx) => retryOutlet(tx, actor, id, outletOf(outlet)));
		await settleOutlets(db);
		return diffusing(db, actor, id);
	});

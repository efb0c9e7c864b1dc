import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { canCheckSender } from './can.ts';
import { readCap, usualWeekly } from './caps.ts';

/** How many letters a reader of a structure (id) may receive in seven days; null: as many as there are. */
export type CapOf = (structureId: string) => number | null;

export async function listCaps(db: Db): Promise<CapOf> {
	const rows = await db.selectFrom('letterCap').selectAll().execute();
	const said = new Map(rows.map(({ structureId, weekly }) => [structureId, weekly]));
	return (structureId) => (said.has(structureId) ? said.get(structureId)! : usualWeekly);
}

/**
 * Says how many letters one reader may receive in seven days in the voice of a structure, whatever the titles; an empty text
 * for no limit. Holds from the next mailing on. Throws `Invalid` for what is no number.
 */
export async function setCap(tx: Tx, actor: Actor, structureId: string, text: string): Promise<void> {
	if (!canCheckSender(actor, structureId)) throw new Forbidden();
	const weekly = readCap(text);
	await tx
		.insertInto('letterCap')
		.values({ structureId, weekly })
		.onConflict((conflict) => conflict.column('structureId').doUpdateSet({ weekly }))
		.execute();
	await audit(tx, actor, 'sender.cap', { kind: 'structure', id: structureId }, { weekly });
}

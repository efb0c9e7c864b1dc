import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Forbidden } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canComposeFrontPage } from './can.ts';

/** Gives a structure's home page its order; the first article is the lead. An empty list leaves it to what is most recent. */
export async function composeFrontPage(tx: Tx, actor: Actor, structureId: string, articleIds: string[]): Promise<void> {
	if (!canComposeFrontPage(actor, structureId)) throw new Forbidden();
	await tx.deleteFrom('frontPageItem').where('structureId', '=', structureId).execute();
	const rows = [...new Set(articleIds)].map((articleId, position) => ({ structureId, position, articleId }));
	if (rows.length > 0) await tx.insertInto('frontPageItem').values(rows).execute();
	await audit(tx, actor, 'frontPage.compose', { kind: 'structure', id: structureId }, { articleIds });
}

import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

/**
 * Whom to tell of something to write for a structure in a section: those who write there by the remit grid, else the
 * communication officers of the structure. Ids of agents whose account is open; `sectionId` null when nobody knows yet.
 */
export async function listDesk(
	db: Db,
	{ structureId, sectionId }: { structureId: string; sectionId: string | null }
): Promise<string[]> {
	const writers = await open(db)
		.innerJoin('remitPerson', 'remitPerson.agentId', 'agent.id')
		.where('remitPerson.structureId', '=', structureId)
		.where('remitPerson.sectionId', '=', sectionId ?? '')
		.where('remitPerson.duty', '=', 'writes')
		.execute();
	if (writers.length > 0) return writers.map(({ id }) => id);
	const editors = await open(db)
		.innerJoin('roleGrant', 'roleGrant.agentId', 'agent.id')
		.where('roleGrant.role', '=', 'editor')
		.where((eb) =>
			eb.or([
				eb('roleGrant.scopeKind', '=', 'everything'),
				eb.and([eb('roleGrant.scopeKind', '=', 'structure'), eb('roleGrant.scopeId', '=', structureId)]),
				eb.and([eb('roleGrant.scopeKind', '=', 'section'), eb('roleGrant.scopeId', '=', sectionId ?? '')])
			])
		)
		.execute();
	return editors.map(({ id }) => id);
}

const open = (db: Db) =>
	db
		.selectFrom('agent')
		.innerJoin('account', 'account.agentId', 'agent.id')
		.select('agent.id')
		.distinct()
		.where('account.disabledAt', 'is', null)
		.where((eb) => eb.or([eb('agent.leftOn', 'is', null), eb('agent.leftOn', '>=', dayOf(now()))]));

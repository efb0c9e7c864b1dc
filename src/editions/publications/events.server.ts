import { listEventsBetween } from '#editorial/articles/index.server.ts';
import type { EventDate } from '#editorial/articles/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { endOfDay, instantFromLocal } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { IssueBlock } from './publication.ts';

/** The events of each agenda of some blocks, by block id, as far as this reader sees them. */
export async function eventsOf(db: Db, reader: Reader, blocks: IssueBlock[]): Promise<Map<string, EventDate[]>> {
	const found = new Map<string, EventDate[]>();
	for (const block of blocks) {
		if (block.kind !== 'agenda' || block.to < block.from) continue;
		const from = instantFromLocal(block.from) ?? block.from;
		found.set(block.id, await listEventsBetween(db, reader, { from, to: endOfDay(block.to) }));
	}
	return found;
}

import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { SenderHealth } from './sender.ts';

/** The last look at how a structure sends. `route` tells whether its settings are still those that were looked at. */
export type SenderCheckTable = {
	structureId: string;
	route: string;
	checkedAt: Instant;
	result: Json<Pick<SenderHealth, 'checks' | 'providers'>>;
};

/** How many letters a reader may receive in seven days; null: as many as there are. No row: the usual number. */
export type LetterCapTable = { structureId: string; weekly: number | null };

declare module '#platform/database/tables.ts' {
	interface Tables {
		senderCheck: SenderCheckTable;
		letterCap: LetterCapTable;
	}
}

import type { Instant } from '#kernel/dates.ts';
import type { BounceKind, Return, ReturnEffect, ReturnKind } from './bounce.ts';

/**
 * A message that came back, once whatever the way it came (`sha256` of its bytes), with what was made of it. Words, address
 * and bytes (`raw`, base64) go after thirty days; the line stays, so that counts hold. `addressKey` is the keyed hash of the
 * address that was stopped, and `scope` where.
 */
export type BounceRawTable = {
	id: string;
	sha256: string;
	source: string;
	at: Instant;
	kind: ReturnKind;
	bounce: BounceKind | null;
	status: string;
	diagnostic: string | null;
	recipient: string | null;
	sender: string | null;
	subject: string | null;
	excerpt: string | null;
	raw: string | null;
	structureId: string | null;
	mailingId: string | null;
	deliveryId: string | null;
	agentId: string | null;
	addressKey: string | null;
	effect: ReturnEffect;
	reason: Return['reason'];
	scope: string | null;
	readAt: Instant | null;
	undoneAt: Instant | null;
	undoneBy: string | null;
	undoneReason: string | null;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		bounceRaw: BounceRawTable;
	}
}

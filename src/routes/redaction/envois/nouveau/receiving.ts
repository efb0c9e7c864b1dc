import type { SenderFinding } from '#distribution/senders/index.ts';
import type { Exclusion } from '#distribution/subscribers/index.ts';

/** Who receives an issue in the voice of one structure. */
export type Receiving = {
	structureId: string;
	name: string;
	recipients: number;
	excluded: Partial<Record<Exclusion, number>>;
	/** What brings them. */
	lists: { name: string; people: number }[];
	/** "Ville de Brézanne <lettre@ville.example>"; empty with `fault`, which says what is missing. */
	sender: string;
	fault: string;
	/** Letters leave by a server; else they wait in the outbox of an installation on trial. */
	hasRelay: boolean;
	/** What receivers will find wrong in how it sends. */
	health: SenderFinding[];
};

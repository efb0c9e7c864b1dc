import type { Instant } from '#kernel/dates.ts';
import type { Json } from '#platform/database/index.server.ts';
import type { Identity, StructureKind } from './structure.ts';

export type StructureTable = {
	id: string;
	slug: string;
	name: string;
	shortName: string;
	kind: StructureKind;
	position: number;
	identity: Json<Identity>;
	createdAt: Instant;
	archivedAt: Instant | null;
};

/** A service of a structure, as its chart names it. */
export type ServiceTable = {
	id: string;
	structureId: string;
	name: string;
	position: number;
	headcount: number | null;
	/** Where its people work, as lists name it ("Dépôt des Forges"); may be empty. */
	site: string;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		structure: StructureTable;
		service: ServiceTable;
	}
}

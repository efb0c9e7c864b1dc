import type { Instant } from '#kernel/dates.ts';
import type { Duty, Stance } from './section.ts';

export type SectionTable = {
	id: string;
	slug: string;
	name: string;
	description: string;
	position: number;
	createdAt: Instant;
	archivedAt: Instant | null;
	/** Since when agents may comment what appears here; null while they may not. */
	commentsSince: Instant | null;
};

/** Addresses that a section had before; they redirect. */
export type SectionSlugTable = { slug: string; sectionId: string };

export type RemitTable = { sectionId: string; structureId: string; stance: Stance; angle: string };

export type RemitPersonTable = { sectionId: string; structureId: string; agentId: string; duty: Duty };

declare module '#platform/database/tables.ts' {
	interface Tables {
		section: SectionTable;
		sectionSlug: SectionSlugTable;
		remit: RemitTable;
		remitPerson: RemitPersonTable;
	}
}

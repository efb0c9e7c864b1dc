/** The order that the desk gave to a structure's home page. Position 0 is the lead. */
export type FrontPageItemTable = { structureId: string; position: number; articleId: string };

declare module '#platform/database/tables.ts' {
	interface Tables {
		frontPageItem: FrontPageItemTable;
	}
}

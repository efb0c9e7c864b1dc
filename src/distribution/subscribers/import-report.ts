/** What an import did, or would do. `added + already + left + suppressed + invalid = lines`. */
export type ImportReport = {
	/** Rows with something in them, without that of the headers. */
	lines: number;
	added: number;
	/** Subscribed before, or twice in the file, or asked and not confirmed yet. */
	already: number;
	/** Left before: never subscribed again by an import. */
	left: number;
	suppressed: number;
	invalid: number;
	/** The first lines that cannot be taken, as they stand in the file. */
	faults: ImportFault[];
	/** How many are added in each voice, by slug of the structure. */
	voices: Record<string, number>;
	encoding: string;
	separator: string;
	isDryRun: boolean;
};

export type ImportFault = { line: number; text: string; reason: string };

/** Faults that are told one by one; the others are counted. */
export const toldFaults = 200;

export const emptyReport = (isDryRun: boolean): ImportReport => ({
	...{ lines: 0, added: 0, already: 0, left: 0, suppressed: 0, invalid: 0 },
	...{ faults: [], voices: {}, encoding: 'utf-8', separator: ';', isDryRun }
});

/** `checking` reads the file without writing; `checked` waits for a person; `stopped` can be taken up again. */
export type ImportState = 'checking' | 'checked' | 'importing' | 'done' | 'stopped' | 'refused';

export const importStateLabels: Record<ImportState, string> = {
	checking: 'Essai en cours',
	checked: 'Essai fait, à confirmer',
	importing: 'Import en cours',
	done: 'Importé',
	stopped: 'Interrompu',
	refused: 'Refusé'
};

/** An import from the screen. */
export type SubscriberImport = {
	id: string;
	publicationId: string;
	structureId: string | null;
	origin: string;
	fileName: string;
	/** Of the file, and how many are read. */
	bytes: number;
	done: number;
	state: ImportState;
	report: ImportReport;
	/** Why it was refused. */
	fault: string | null;
	createdAt: string;
};

/** What became of each article. `source` says where it came from: a path in the folder, an address in the export. */
export type ImportReport = {
	imported: { source: string; slug: string; title: string; warnings: string[] }[];
	skipped: { source: string; reason: string }[];
	failed: { source: string; reason: string }[];
};

export type ImportOptions = {
	/** A folder of Markdown, one Markdown file, or a WordPress export (`.xml`). */
	path: string;
	/** Slug of the section that takes everything; else each article's category says. */
	section?: string;
	/** Slug of the structure that speaks and keeps the articles up to date; the first one unless said. */
	structure?: string;
	/** Whether readers see the articles at once, under their own dates. */
	publish?: boolean;
	/** Where and by whom they were validated before: without it, those that somebody here must validate stay drafts. */
	validated?: string;
	/** Whether drafts come too. */
	drafts?: boolean;
	/** Section slugs by category, as a writer of the old site named it. */
	mapping?: Record<string, string>;
	/** Whether to say what would be done and write nothing at all. */
	dryRun?: boolean;
};

/** Told before each article and at the end. */
export type OnProgress = (done: number, total: number, what: string) => void;

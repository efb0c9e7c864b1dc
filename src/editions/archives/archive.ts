import type { TarEntry } from '#kernel/tar.ts';

/** A file of the archive of an issue; paths are relative to its folder. */
export type ArchiveFile = TarEntry;

/** What `manifest.json` says of the archive, so that it can be checked and read without the application. */
export type Manifest = {
	format: 'unisson-issue-archive/1';
	publication: string;
	number: number;
	title: string;
	date: string;
	publishedAt: string | null;
	archivedAt: string;
	/** What is not there and why, in French sentences. */
	remarks: string[];
	files: { path: string; bytes: number; sha256: string }[];
};

export type Archive = {
	/** The folder that holds everything: `le-trait-commun-12`. */
	folder: string;
	files: ArchiveFile[];
	manifest: Manifest;
};

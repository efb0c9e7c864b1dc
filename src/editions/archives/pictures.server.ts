import { paperHtml, type Paper } from '#editions/prints/index.ts';
import { openPicture } from '#foundation/media/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { ArchiveFile } from './archive.ts';
import { file } from './files.ts';

/** Each picture of the sheets once, in the largest width that they name; what is said of it stands in the sheets. */
export async function archivedPictures(
	{ db, store }: { db: Db; store: MediaStore },
	papers: Paper[]
): Promise<ArchiveFile[]> {
	const widest = new Map<string, number>();
	for (const paper of papers) {
		const html = paperHtml(paper, { fonts: '', tools: '', pages: null });
		for (const [, key = '', width] of html.matchAll(/\/media\/([0-9a-f]{32})\/(\d+)\./g))
			widest.set(key, Math.max(Number(width), widest.get(key) ?? 0));
	}
	const files: ArchiveFile[] = [];
	for (const [key, width] of [...widest].sort(([a], [b]) => a.localeCompare(b))) {
		const opened = await openPicture({ db, store }, key, width, 'jpg').catch(() => undefined);
		if (opened) files.push(file(`images/${key}.jpg`, new Uint8Array(await new Response(opened.body).arrayBuffer())));
	}
	return files;
}

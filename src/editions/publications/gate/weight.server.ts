import { stat } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openStoredPicture } from '#foundation/media/index.server.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { Said } from './finding.ts';

/** All the pictures of a letter together, in bytes (C53). */
export const picturesLimit = 600_000;

/** What the pictures of a letter weigh as its readers fetch them, each once. */
export async function picturesWeight(html: string, store: MediaStore): Promise<number> {
	const found = new Set(
		[...html.matchAll(/\ssrc="[^"]*\/media\/([0-9a-f]{32})\/(\d+)\.jpg"/g)].map(([, key, width]) => `${key} ${width}`)
	);
	let total = 0;
	for (const each of found) {
		const [key = '', width] = each.split(' ');
		try {
			const { body, bytes } = await openStoredPicture(store, key, Number(width), 'jpg');
			await body.cancel();
			total += bytes;
		} catch (error) {
			if (!(error instanceof NotFound)) throw error;
		}
	}
	return total;
}

export async function ofPictures(html: string, store: MediaStore | undefined): Promise<Said[]> {
	const total = store ? await picturesWeight(html, store) : 0;
	if (total <= picturesLimit) return [];
	const message = `Les images pèsent ${Math.round(total / 1000)} ko ensemble : ${picturesLimit / 1000} au plus. Passez des articles en résumé, qui n’a pas d’image.`;
	return [{ level: 'blocks', code: 'pictures-heavy', message }];
}

/** The day on which a template of one of these structures last changed; null when none has its own. */
export async function templatesChangedOn(dataDir: string, slugs: string[]): Promise<Day | null> {
	let last = 0;
	for (const slug of slugs) {
		const folder = join(dataDir, 'emails', slug);
		const files = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
		for (const file of files.filter((name) => name.endsWith('.mjml')))
			last = Math.max(last, (await stat(join(folder, file))).mtimeMs);
	}
	return last === 0 ? null : dayOf(new Date(last).toISOString());
}

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Actor } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { DomainError, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { folderArticles } from './folder.server.ts';
import type { Found } from './foreign.ts';
import type { ImportOptions, ImportReport, OnProgress } from './report.ts';
import { findDestination } from './sections.server.ts';
import { writeForeign, type Desk } from './write.server.ts';
import { exportArticles } from './wxr.server.ts';

/**
 * Imports a folder of Markdown or a WordPress export. Each article is one transaction and stands alone: one that is
 * broken is told in `failed` and stops no other. The same input twice writes nothing the second time; what changed
 * becomes a new revision of its article. Throws `NotFound` or `Invalid` when there is nothing to begin with.
 */
export async function importPath(
	db: Db,
	actor: Actor,
	store: MediaStore,
	options: ImportOptions,
	onProgress: OnProgress = () => {}
): Promise<ImportReport> {
	const structures = await listStructures(db);
	const desk: Desk = { db, actor, store, structures, owner: ownerAmong(structures, options), options };
	if (options.section) await findDestination(db, { slug: options.section, name: options.section, mustExist: true });
	const { candidates, skipped } = await articlesAt(resolve(options.path), structures);
	const report: ImportReport = { imported: [], skipped, failed: [] };
	for (const [done, { source, read }] of candidates.entries()) {
		onProgress(done, candidates.length, source);
		try {
			const outcome = await writeForeign(desk, await read());
			if ('imported' in outcome) report.imported.push(outcome.imported);
			else report.skipped.push(outcome.skipped);
		} catch (error) {
			report.failed.push({ source, reason: reasonOf(error) });
		}
	}
	onProgress(candidates.length, candidates.length, '');
	return report;
}

function ownerAmong(structures: Structure[], { structure: slug }: ImportOptions): Structure {
	const owner = slug ? structures.find((each) => each.slug === slug) : structures[0];
	if (owner) return owner;
	throw new NotFound(
		slug ? `La structure « ${slug} » n’existe pas.` : 'Créez d’abord une structure : il n’y en a pas encore.'
	);
}

async function articlesAt(path: string, structures: Structure[]): Promise<Found> {
	const about = await stat(path).catch(() => undefined);
	if (!about) throw new NotFound(`« ${path} » n’existe pas ou ne peut pas être lu.`);
	if (about.isFile() && /\.xml$/i.test(path)) return exportArticles(path);
	if (about.isDirectory() || /\.(md|markdown|html?)$/i.test(path))
		return folderArticles(path, (slug) => structures.find((each) => each.slug === slug)?.id);
	throw new Invalid('Donnez un dossier de Markdown, un fichier .md, ou un export WordPress .xml.');
}

/** One sentence for whoever imports. */
function reasonOf(error: unknown): string {
	if (error instanceof DomainError) return error.message;
	if (error instanceof RangeError) return 'Ce texte est imbriqué trop profondément pour être lu.';
	return `Ce fichier n’a pas pu être lu : ${error instanceof Error ? error.message : String(error)}.`;
}

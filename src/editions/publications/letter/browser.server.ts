import { publicReader } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { findIssue, findPublication } from '../queries.server.ts';
import { isPublished, voiceFor } from '../rules.ts';
import { compileLetter } from './compile.server.ts';
import type { LetterSettings } from './issue.server.ts';
import { loadLetter } from './load.server.ts';
import { templatesFor } from './templates.server.ts';

/** A letter read by many at the same hour is compiled once a minute; an article withdrawn leaves it within that time. */
const freshFor = 60_000;
const mostKept = 50;
const kept = new Map<string, { html: Promise<string>; until: number }>();

/**
 * A public letter as anyone reads it in a browser, without the links that are one recipient's: the whole HTML document,
 * its pictures addressed relative to the site. Spoken by `structureSlug`, else by the owner of the title. Throws
 * `NotFound` unless the title is public, the issue published, and the structure one of its voices.
 */
export async function letterInBrowser(
	db: Db,
	structures: Structure[],
	asked: { publication: string; number: number; structure: string | null },
	settings: LetterSettings
): Promise<string> {
	const { publication, issue, structure } = await findLetter(db, structures, asked);
	const key = `${settings.dataDir} ${issue.id} ${structure.id}`;
	const known = kept.get(key);
	if (known && performance.now() < known.until) return known.html;
	const html = loadLetter(db, issue, structure, { origin: settings.origin, isPage: true })
		.then((source) => compileLetter(source, templatesFor(settings.dataDir, structure.slug)))
		.then((letter) => {
			const fault = letter.html ? undefined : letter.errors[0]?.message;
			if (fault) throw new Error(`letter ${publication.slug}/${issue.number}: ${fault}`);
			return letter.html.replaceAll(`src="${settings.origin}/`, 'src="/').replaceAll(`href="${settings.origin}/`, 'href="/');
		});
	if (kept.size >= mostKept) kept.clear();
	kept.set(key, { html, until: performance.now() + freshFor });
	html.catch(() => kept.delete(key));
	return html;
}

async function findLetter(
	db: Db,
	structures: Structure[],
	asked: { publication: string; number: number; structure: string | null }
) {
	const publication = await findPublication(db, asked.publication);
	const structure = structures.find(({ id, slug }) =>
		asked.structure === null ? id === publication?.ownerId : slug === asked.structure
	);
	const missing = new NotFound('Cette lettre n’existe pas, ou elle n’est pas publique.');
	if (!publication || !structure || publication.reach !== 'public') throw missing;
	const issue = await findIssue(db, publication.id, asked.number);
	if (!issue || !isPublished(issue, now()) || voiceFor(publication, publicReader(structure.id)) !== structure.id)
		throw missing;
	return { publication, issue, structure };
}

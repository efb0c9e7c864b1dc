import type { Structure } from '#foundation/structures/index.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { listIssueConsentFaults } from '../consents.server.ts';
import type { Issue } from '../publication.ts';
import { compileLetter } from './compile.server.ts';
import type { Letter } from './letter.ts';
import { loadLetter } from './load.server.ts';
import { templatesFor } from '#platform/mjml/templates.server.ts';

/** `dataDir` holds the templates that a structure overrides, in `emails/SLUG/`. */
export type LetterSettings = Pick<Settings, 'origin' | 'dataDir'>;

/**
 * An issue as one structure sends it: its identity, its variants and passages, and nothing that its readers could not
 * read on the site. What is wrong with it is in `errors`. Throws `Invalid` when the structure is no voice of the
 * publication.
 */
export async function compileIssue(
	db: Db,
	issue: Issue,
	structure: Structure,
	settings: LetterSettings
): Promise<Letter> {
	const source = await loadLetter(db, issue, structure, { origin: settings.origin });
	const letter = await compileLetter(source, templatesFor(settings.dataDir, structure.slug));
	const faults = await listIssueConsentFaults(db, issue, source.publication, [...source.media.keys()]);
	const errors = faults.map(({ sentence }) => ({ code: 'consent', message: sentence }));
	return { ...letter, errors: [...letter.errors, ...errors] };
}

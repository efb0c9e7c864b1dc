import { createHash } from 'node:crypto';
import type { Structure } from '#foundation/structures/index.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { templatesFor } from '#platform/mjml/templates.server.ts';
import { listIssueConsentFaults } from '../consents.server.ts';
import type { Issue, Publication } from '../publication.ts';
import { compileParts } from './compile.server.ts';
import type { Letter, Remark } from './letter.ts';
import { loadGround, loadLetter, type LetterGround } from './load.server.ts';
import type { LetterSource } from './source.ts';

/** `dataDir` holds the templates that a structure overrides, in `emails/SLUG/`. */
export type LetterSettings = Pick<Settings, 'origin' | 'dataDir'>;

export type VoiceLetter = { structure: Structure; letter: Letter };

/** A letter with what it was made from. `parts`: the HTML of each block, by id. */
export type MadeVoice = VoiceLetter & { source: LetterSource; parts: Map<string, string> };

/** Every voice of an issue, compiled, in the order of the title. While the thread compiles one, the next is loaded. */
export async function loadVoices(
	db: Db,
	issue: Issue,
	publication: Publication,
	settings: LetterSettings
): Promise<VoiceLetter[]> {
	const made = await makeVoices(db, issue, publication, settings);
	return made.map(({ structure, letter }) => ({ structure, letter }));
}

/** For this module: with what each was made from. */
export async function makeVoices(
	db: Db,
	issue: Issue,
	publication: Publication,
	settings: LetterSettings
): Promise<MadeVoice[]> {
	const ground = { ...(await loadGround(db, issue)), publication };
	const making: Promise<MadeVoice>[] = [];
	for (const id of publication.voices) {
		const structure = ground.structures.find((each) => each.id === id);
		if (structure) making.push(finish(await loadVoice(db, issue, structure, settings, ground), settings));
	}
	return Promise.all(making);
}

type Loaded = { structure: Structure; source: LetterSource; errors: Remark[] };

/** One voice, with what stops it that is not of the letter itself: pictures of people who do not allow it. */
async function loadVoice(
	db: Db,
	issue: Issue,
	structure: Structure,
	{ origin }: LetterSettings,
	ground?: LetterGround
): Promise<Loaded> {
	const source = await loadLetter(db, issue, structure, { origin, ground });
	const faults = await listIssueConsentFaults(db, issue, source.publication, [...source.media.keys()]);
	return { structure, source, errors: faults.map(({ sentence }) => ({ code: 'consent', message: sentence })) };
}

async function finish({ structure, source, errors }: Loaded, { dataDir }: LetterSettings): Promise<MadeVoice> {
	const { letter, parts } = await compileParts(source, templatesFor(dataDir, structure.slug));
	return { structure, source, parts, letter: { ...letter, errors: [...letter.errors, ...errors] } };
}

/**
 * An issue as one structure sends it: its identity, its variants and passages, and nothing that its readers could not
 * read on the site. What is wrong with it is in `errors`. Throws `Invalid` when the structure is no voice of the
 * publication.
 */
export const compileIssue = async (
	db: Db,
	issue: Issue,
	structure: Structure,
	settings: LetterSettings
): Promise<Letter> => (await finish(await loadVoice(db, issue, structure, settings), settings)).letter;

/** What is decided upon when a letter is proofed, and what must be the same when it leaves: SHA-256 (hex). */
export const letterHash = ({
	subject,
	preheader,
	html,
	text
}: Pick<Letter, 'subject' | 'preheader' | 'html' | 'text'>) =>
	createHash('sha256')
		.update(JSON.stringify([subject, preheader, html, text]))
		.digest('hex');

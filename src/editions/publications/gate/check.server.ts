import type { Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from '../can.ts';
import { makeVoices, type LetterSettings, type MadeVoice } from '../letter/voices.server.ts';
import type { Issue, Publication } from '../publication.ts';
import { findIssueById, getPublicationById } from '../queries.server.ts';
import type { Finding } from './finding.ts';

/**
 * Everything that is asked of an issue before its proof, for who composes it. What blocks comes first. Throws `NotFound`
 * for who may not write the issue.
 */
export async function checkIssue(db: Db, actor: Actor, issueId: string, settings: LetterSettings): Promise<Finding[]> {
	const issue = await findIssueById(db, issueId);
	const publication = issue && (await getPublicationById(db, issue.publicationId));
	if (!issue || !publication || !canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	return (await examine(db, issue, publication, settings)).findings;
}

/** For this module: the same with the letters that were looked at. */
export async function examine(
	db: Db,
	issue: Issue,
	publication: Publication,
	settings: LetterSettings
): Promise<{ voices: MadeVoice[]; findings: Finding[] }> {
	const voices = await makeVoices(db, issue, publication, settings);
	const findings = voices.flatMap(({ structure, letter }) =>
		[
			...letter.errors.map((remark) => ({ ...remark, level: 'blocks' as const })),
			...letter.warnings.map((remark) => ({ ...remark, level: 'warns' as const }))
		].map(({ level, code, message }): Finding => ({
			...{ level, code, message, structureId: structure.id, href: null },
			place: { kind: 'voice', id: structure.id }
		}))
	);
	return { voices, findings };
}

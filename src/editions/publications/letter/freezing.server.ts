import type { Db, Tx } from '#platform/database/index.server.ts';
import { now } from '#platform/clock.ts';
import type { FrozenLetter } from '../publication.ts';
import { letterHash, type VoiceLetter } from './voices.server.ts';

/** Keeps every voice of an issue as it is now, in place of what was kept. */
export async function freezeLetters(tx: Tx, issueId: string, voices: VoiceLetter[]): Promise<FrozenLetter[]> {
	const frozenAt = now();
	const letters = voices.map(({ structure, letter }): FrozenLetter => {
		const { subject, preheader, html, text, bytes } = letter;
		return { structureId: structure.id, subject, preheader, html, text, bytes, sha256: letterHash(letter), frozenAt };
	});
	await tx.deleteFrom('issueLetter').where('issueId', '=', issueId).execute();
	if (letters.length > 0)
		await tx
			.insertInto('issueLetter')
			.values(letters.map((letter) => ({ issueId, ...letter })))
			.execute();
	return letters;
}

/** The letters of an issue as they were when its proof was asked for, in the order of its title. */
export async function listFrozenLetters(db: Db, issueId: string): Promise<FrozenLetter[]> {
	const rows = await db
		.selectFrom('issueLetter')
		.innerJoin('issue', 'issue.id', 'issueLetter.issueId')
		.innerJoin('publicationVoice', (join) =>
			join
				.onRef('publicationVoice.publicationId', '=', 'issue.publicationId')
				.onRef('publicationVoice.structureId', '=', 'issueLetter.structureId')
		)
		.selectAll('issueLetter')
		.where('issueLetter.issueId', '=', issueId)
		.orderBy('publicationVoice.position')
		.execute();
	return rows.map(({ issueId: _, ...letter }) => letter);
}

import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden } from '#kernel/errors.ts';
import { json, type Tx } from '#platform/database/index.server.ts';
import { canChangePublication } from './can.ts';
import { readPublication, type PublicationDraft } from './input.ts';
import type { Publication } from './publication.ts';
import { getPublicationById, listAllIssues } from './queries.server.ts';
import { plainSettings } from './rules.ts';
import { loseProof } from './writing.server.ts';

export type PublicationChange = Partial<Omit<PublicationDraft, 'slug' | 'kind'>>;

/**
 * Changes a title; what is not given stays, of its settings too. Its address and kind never change. Proofs that were given
 * or asked for are taken back: the letters say who speaks and who answers. Throws `Invalid` with one sentence per field.
 */
export async function changePublication(
	tx: Tx,
	actor: Actor,
	id: string,
	change: PublicationChange
): Promise<Publication> {
	const before = await getPublicationById(tx, id);
	const ownerId = change.ownerId ?? before.ownerId;
	if (!canChangePublication(actor, before) || !canChangePublication(actor, { ...before, ownerId }))
		throw new Forbidden();
	const { id: _, slug, kind, ...rest } = before;
	const draft = { ...rest, kind, ...change, settings: { ...before.settings, ...change.settings } };
	const { voices, isService = false, settings = {}, title, tagline, cadence, reach } = readPublication(draft);
	const carried = [...new Set(voices)];
	const issues = await listAllIssues(tx, id);
	const left = before.voices.filter((voice) => !carried.includes(voice));
	if (
		issues.some(
			({ blocks, publishedAt }) => !publishedAt && blocks.some((block) => block.voices.some((v) => left.includes(v)))
		)
	)
		throw new Conflict(
			'Un numéro en préparation réserve un bloc à une structure que vous retirez : changez-le d’abord.'
		);
	const row = { title, tagline, cadence, reach, ownerId, isService: Number(isService), settings: json(settings) };
	await tx.updateTable('publication').set(row).where('id', '=', id).execute();
	await tx.deleteFrom('publicationVoice').where('publicationId', '=', id).execute();
	await tx
		.insertInto('publicationVoice')
		.values(carried.map((structureId, position) => ({ publicationId: id, structureId, position })))
		.execute();
	for (const issue of issues.filter(({ proofState, publishedAt }) => proofState !== 'none' && !publishedAt)) {
		await loseProof(tx, actor, issue);
		await tx.updateTable('issue').set({ proofState: 'none', proofAt: null }).where('id', '=', issue.id).execute();
	}
	await audit(tx, actor, 'publication.change', { kind: 'publication', id }, { fields: Object.keys(change) });
	const words = { title, tagline, cadence, reach, ownerId, isService };
	return { id, slug, kind, ...words, voices: carried, settings: { ...plainSettings, ...settings } };
}

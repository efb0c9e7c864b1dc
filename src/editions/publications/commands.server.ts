import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { slugify } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { json, type Tx } from '#platform/database/index.server.ts';
import { canCreatePublication, canPublishIssue, canWriteIssue } from './can.ts';
import { listIssueConsentFaults, listIssueMedia } from './consents.server.ts';
import { readIssue, readPublication, type IssueDraft, type PublicationDraft } from './input.ts';
import type { Issue, Publication } from './publication.ts';
import { isPublished, plainSettings } from './rules.ts';
import { getPublicationById } from './queries.server.ts';
import {
	draftOfIssue,
	getForUpdate,
	lockTribunes,
	numberFor,
	refuseStrangers,
	rewriteIssue,
	settledVoices,
	subjectOf,
	tellWriters,
	writeBlocks
} from './writing.server.ts';

/** Adds a title. Throws `Invalid` with one sentence per field, `Conflict` for an address that is taken. */
export async function createPublication(tx: Tx, actor: Actor, draft: PublicationDraft): Promise<Publication> {
	if (!canCreatePublication(actor, draft.ownerId)) throw new Forbidden();
	const { slug: wanted, voices, isService = false, settings = {}, ...read } = readPublication(draft);
	const slug = slugify(wanted ?? read.title);
	const taken = await tx.selectFrom('publication').select('id').where('slug', '=', slug).executeTakeFirst();
	if (taken) throw new Conflict(`Un titre porte déjà l’adresse « ${slug} ».`);
	const row = { id: newId(), slug, ...read };
	const carried = [...new Set(voices)];
	await tx
		.insertInto('publication')
		.values({ ...row, isService: Number(isService), settings: json(settings), createdAt: now(), archivedAt: null })
		.execute();
	await tx
		.insertInto('publicationVoice')
		.values(carried.map((structureId, position) => ({ publicationId: row.id, structureId, position })))
		.execute();
	await audit(tx, actor, 'publication.create', { kind: 'publication', id: row.id }, { slug });
	return { ...row, voices: carried, isService, settings: { ...plainSettings, ...settings } };
}

/** Adds an issue in preparation. Throws `Conflict` when its number is taken. */
export async function createIssue(tx: Tx, actor: Actor, publicationId: string, draft: IssueDraft): Promise<Issue> {
	const publication = await getPublicationById(tx, publicationId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const { blocks: given, number: wanted, voices, isSpecial, ...read } = readIssue(draft);
	refuseStrangers(publication, given);
	const number = await numberFor(tx, publication, { number: wanted, isSpecial });
	const id = newId();
	const row = { ...read, id, publicationId, number };
	const state = { version: 1, proofState: 'none' as const, proofAt: null, publishedAt: null };
	await tx
		.insertInto('issue')
		.values({
			...{ ...row, ...state, isSpecial: Number(isSpecial), createdAt: now(), updatedAt: null },
			...{ editorial: json(read.editorial), voices: json({}) },
			authorId: actor.kind === 'agent' ? actor.id : null
		})
		.execute();
	const { blocks, renamed } = await writeBlocks(tx, id, lockTribunes(publication, [], given));
	const said = settledVoices(publication, voices, blocks, renamed);
	await tx
		.updateTable('issue')
		.set({ voices: json(said) })
		.where('id', '=', id)
		.execute();
	await tellWriters(tx, publication, { id, number, date: read.date, blocks });
	await audit(tx, actor, 'issue.create', subjectOf(id), { publication: publication.slug, number });
	return { ...row, ...state, isSpecial, voices: said, blocks };
}

/** Replaces what is given, the rest stays. An issue that has appeared may be corrected; it is audited as such. */
export async function changeIssue(tx: Tx, actor: Actor, id: string, change: Partial<IssueDraft>): Promise<Issue> {
	const { issue, publication } = await getForUpdate(tx, id);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const draft = readIssue({ ...draftOfIssue(issue), ...change });
	const changed = await rewriteIssue(tx, actor, { issue, publication }, draft);
	const correction = isPublished(issue, now());
	await audit(tx, actor, 'issue.change', subjectOf(id), { fields: Object.keys(change), correction });
	return changed;
}

/**
 * Lets readers see it from `at` (now unless said). Throws `Conflict` for an empty one, for a picture of somebody who does
 * not allow it there, and without the proof, which the operator alone may do without.
 */
export async function publishIssue(tx: Tx, actor: Actor, id: string, { at }: { at?: Instant } = {}): Promise<void> {
	const { issue, publication } = await getForUpdate(tx, id);
	if (!canPublishIssue(actor, publication)) throw new Forbidden();
	if (issue.blocks.length === 0 && !issue.editorial) throw new Conflict('Ce numéro est vide : composez-le d’abord.');
	const shown = await listIssueMedia(tx, issue, publication);
	const [fault] = await listIssueConsentFaults(tx, issue, publication, shown);
	if (fault) throw new Conflict(fault.sentence);
	if (actor.kind !== 'operator' && issue.proofState !== 'approved')
		throw new Conflict('Le BAT de ce numéro n’est pas donné : demandez-le d’abord.');
	const publishedAt = at ?? now();
	await tx.updateTable('issue').set({ publishedAt }).where('id', '=', id).execute();
	await audit(tx, actor, 'issue.publish', subjectOf(id), { at: publishedAt });
}

/** Takes it back from its readers; nothing is lost. A reason is asked for. */
export async function withdrawIssue(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
	const { issue, publication } = await getForUpdate(tx, id);
	if (!canPublishIssue(actor, publication)) throw new Forbidden();
	if (issue.publishedAt === null) throw new Conflict('Ce numéro n’a pas paru.');
	if (!reason.trim()) throw new Invalid('Dites pourquoi le numéro est retiré.', { reason: 'Dites pourquoi.' });
	await tx.updateTable('issue').set({ publishedAt: null }).where('id', '=', id).execute();
	await audit(tx, actor, 'issue.withdraw', subjectOf(id), { reason });
}

import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Instant } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { slugify } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import { json, lockRows, type Tx } from '#platform/database/index.server.ts';
import { canCreatePublication, canPublishIssue, canWriteIssue } from './can.ts';
import { listIssueConsentFaults, listIssueMedia } from './consents.server.ts';
import { readIssue, readPublication, type BlockDraft, type IssueDraft, type PublicationDraft } from './input.ts';
import type { Issue, IssueBlock, Publication } from './publication.ts';
import { articleIdsOf, isPublished, plainSettings } from './rules.ts';
import { findIssue, getPublicationById } from './queries.server.ts';

const subjectOf = (id: string) => ({ kind: 'issue', id });

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
	const { blocks, number: wanted, voices, isSpecial, ...read } = readIssue(draft);
	refuseStrangers(publication, blocks);
	const number = wanted ?? (await nextNumber(tx, publicationId));
	if (await findIssue(tx, publicationId, number))
		throw new Conflict(`« ${publication.title} » a déjà un numéro ${number}.`);
	const id = newId();
	await tx
		.insertInto('issue')
		.values({
			...read,
			id,
			publicationId,
			number,
			editorial: json(read.editorial),
			voices: json(voices),
			isSpecial: Number(isSpecial),
			authorId: actor.kind === 'agent' ? actor.id : null,
			publishedAt: null,
			createdAt: now(),
			updatedAt: null,
			version: 1,
			proofState: 'none',
			proofAt: null
		})
		.execute();
	const kept = await writeBlocks(tx, id, blocks);
	await audit(tx, actor, 'issue.create', subjectOf(id), { publication: publication.slug, number });
	const state = { version: 1, proofState: 'none' as const, proofAt: null, publishedAt: null };
	return { id, publicationId, number, ...read, voices, isSpecial, ...state, blocks: kept };
}

/** Replaces what is given, the rest stays. An issue that has appeared may be corrected; it is audited as such. */
export async function changeIssue(tx: Tx, actor: Actor, id: string, change: Partial<IssueDraft>): Promise<Issue> {
	const { issue, publication } = await getForUpdate(tx, id);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	const { blocks, number = issue.number, voices, isSpecial, ...read } = readIssue({ ...issue, ...change });
	refuseStrangers(publication, blocks);
	const other = number === issue.number ? undefined : await findIssue(tx, publication.id, number);
	if (other) throw new Conflict(`« ${publication.title} » a déjà un numéro ${number}.`);
	await tx
		.updateTable('issue')
		.set({
			...read,
			...{ number, isSpecial: Number(isSpecial), version: issue.version + 1, updatedAt: now() },
			...{ editorial: json(read.editorial), voices: json(voices), proofState: 'none', proofAt: null }
		})
		.where('id', '=', id)
		.execute();
	const kept = change.blocks ? await writeBlocks(tx, id, blocks) : issue.blocks;
	const correction = isPublished(issue, now());
	await audit(tx, actor, 'issue.change', subjectOf(id), { fields: Object.keys(change), correction });
	const state = { version: issue.version + 1, proofState: 'none' as const, proofAt: null };
	return { ...issue, ...read, number, voices, isSpecial, ...state, blocks: kept };
}

/**
 * Lets readers see it from `at` (now unless said). Throws `Conflict` for an empty one, and for a picture of somebody who
 * does not allow it there.
 */
export async function publishIssue(tx: Tx, actor: Actor, id: string, { at }: { at?: Instant } = {}): Promise<void> {
	const { issue, publication } = await getForUpdate(tx, id);
	if (!canPublishIssue(actor, publication)) throw new Forbidden();
	if (issue.blocks.length === 0 && !issue.editorial) throw new Conflict('Ce numéro est vide : composez-le d’abord.');
	const shown = await listIssueMedia(tx, issue, publication);
	const [fault] = await listIssueConsentFaults(tx, issue, publication, shown);
	if (fault) throw new Conflict(fault.sentence);
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

/** A block can only be limited to structures that carry the publication. */
function refuseStrangers(publication: Publication, blocks: BlockDraft[]): void {
	const isStrange = blocks.some(({ voices }) => voices.some((voice) => !publication.voices.includes(voice)));
	if (isStrange)
		throw new Invalid(`Un bloc est réservé à une structure qui ne porte pas « ${publication.title} ».`, {
			blocks: 'Une structure ne porte pas ce titre.'
		});
	const ids = articleIdsOf(blocks as IssueBlock[]);
	if (new Set(ids).size < ids.length)
		throw new Invalid('Un article figure deux fois dans le numéro.', { blocks: 'Un article figure deux fois.' });
}

async function getForUpdate(tx: Tx, id: string): Promise<{ issue: Issue; publication: Publication }> {
	const row = await lockRows(tx, tx.selectFrom('issue').selectAll().where('id', '=', id)).executeTakeFirst();
	const issue = row && (await findIssue(tx, row.publicationId, row.number));
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication: await getPublicationById(tx, issue.publicationId) };
}

async function nextNumber(tx: Tx, publicationId: string): Promise<number> {
	const { last } = await tx
		.selectFrom('issue')
		.select((eb) => eb.fn.max('number').as('last'))
		.where('publicationId', '=', publicationId)
		.executeTakeFirstOrThrow();
	return Number(last ?? 0) + 1;
}

async function writeBlocks(tx: Tx, issueId: string, blocks: BlockDraft[]): Promise<IssueBlock[]> {
	await tx.deleteFrom('issueBlock').where('issueId', '=', issueId).execute();
	const kept = blocks.map((block) => ({ ...block, id: block.id ?? newId() }) as IssueBlock);
	const rows = kept.map((block, position) => ({
		id: block.id,
		issueId,
		position,
		articleId: block.kind === 'article' ? block.articleId : null,
		content: json(block)
	}));
	if (rows.length > 0) await tx.insertInto('issueBlock').values(rows).execute();
	return kept;
}

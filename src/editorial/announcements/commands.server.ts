import { createArticle, publishArticle, submitArticle, visibleArticles } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import { typedBlocks } from '#editorial/content/index.ts';
import type { Actor, AgentActor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { settleNotices } from '#foundation/notices/index.server.ts';
import { Conflict, Forbidden, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Tx } from '#platform/database/index.server.ts';
import type { AnnouncementInput } from './announcement.ts';
import { canAnnounce } from './can.ts';
import { checkAnnouncement } from './input.ts';

const subjectOf = (id: string) => ({ kind: 'article', id });

/**
 * "J’ai pris connaissance": says that an agent knows the version that he was shown. Saying it again changes nothing.
 * Throws `Conflict` when another version has come out since he opened the page.
 */
export async function acknowledge(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	articleId: string,
	version: number
): Promise<void> {
	const article = await visibleArticles(tx, reader)
		.select('article.readingVersion')
		.where('article.id', '=', articleId)
		.where('article.kind', '=', 'announcement')
		.executeTakeFirst();
	const asked = article && (readJson(article.details) as Details['announcement']).acknowledgeBy;
	if (!article || !asked) throw new NotFound();
	if (article.readingVersion !== version)
		throw new Conflict('Cette annonce a changé depuis que vous l’avez ouverte : relisez-la, puis confirmez.');
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('acknowledgement')
		.values({ articleId, agentId: actor.id, version, at: now() })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	await settleNotices(tx, subjectOf(articleId), 'acknowledge', { agentId: actor.id });
	if (Number(numInsertedOrUpdatedRows) > 0)
		await audit(tx, actor, 'announcement.acknowledge', subjectOf(articleId), { version });
}

/** Writes an announcement from what was typed on a phone, as a draft. Throws `Invalid` with a sentence per field. */
export async function writeAnnouncement(
	tx: Tx,
	actor: Actor,
	input: AnnouncementInput
): Promise<{ id: string; slug: string }> {
	if (!canAnnounce(actor)) throw new Forbidden();
	const { title, text, memo, important, acknowledgeBy, sectionId, voices, signedBy } = checkAnnouncement(input);
	return createArticle(tx, actor, {
		kind: 'announcement',
		sectionId,
		ownerId: voices[0]!,
		voices,
		audience: voices,
		reach: 'internal',
		signature: signedBy,
		contact: '',
		expiresAt: null,
		reviewOn: null,
		details: { signedBy, memo, important, acknowledgeBy },
		content: {
			title,
			standfirst: '',
			cover: null,
			body: { type: 'doc', content: typedBlocks(text) },
			variants: {},
			relayMessage: ''
		}
	});
}

/** Publishes what was just written; where others are asked to validate it, sends it to them. Whether readers see it. */
export async function postAnnouncement(tx: Tx, actor: Actor, id: string): Promise<boolean> {
	const state = await submitArticle(tx, actor, id);
	if (state === 'approved') await publishArticle(tx, actor, id);
	return state === 'approved' || state === 'published';
}

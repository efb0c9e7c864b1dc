import { createArticle, planArticle } from '#editorial/articles/index.server.ts';
import { typedBlocks } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { listRemits, listSections } from '#foundation/sections/index.server.ts';
import { leadingSection } from '#foundation/sections/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Conflict } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { getOpen, settle } from './commands.server.ts';
import type { CommunicationRequest } from './request.ts';

/** The hour at which what is wanted on a day is planned. */
const plannedAtHour = '08:00';

/**
 * "En faire un article": a draft that says what was asked, without typing anything again. It keeps who asked as its
 * author and his service as its signature, and is planned for the day that he wanted. He is told. Answers its id.
 */
export async function acceptRequest(tx: Tx, actor: Actor, id: string): Promise<{ articleId: string }> {
	const request = await getOpen(tx, actor, id);
	const { structureId, subject, message, contact, agent } = request;
	const made = await createArticle(tx, actor, {
		kind: 'news',
		sectionId: await sectionOf(tx, request),
		ownerId: structureId,
		voices: [structureId],
		audience: [structureId],
		reach: 'internal',
		signature: agent ? await serviceOf(tx, agent.id, structureId) : '',
		contact,
		expiresAt: null,
		reviewOn: null,
		details: {},
		content: {
			title: subject,
			standfirst: '',
			cover: null,
			body: { type: 'doc', content: typedBlocks(message) },
			variants: {},
			relayMessage: ''
		}
	});
	if (agent) await tx.updateTable('article').set({ authorId: agent.id }).where('id', '=', made.id).execute();
	const wanted = request.wantedOn && instantFromLocal(`${request.wantedOn}T${plannedAtHour}`);
	if (wanted && wanted > now()) await planArticle(tx, actor, made.id, { plannedAt: wanted });
	await settle(tx, actor, request, 'accepted', request.answer, made.id);
	return { articleId: made.id };
}

async function sectionOf(tx: Tx, { sectionId, structureId }: CommunicationRequest): Promise<string> {
	const sections = await listSections(tx);
	const own = sections.find(({ id }) => id === sectionId);
	const section = own ?? leadingSection(sections, await listRemits(tx), structureId);
	if (!section) throw new Conflict('Aucune rubrique n’est ouverte : ouvrez-en une d’abord.');
	return section.id;
}

/** The service of an agent in a structure, as the chart names it; empty when he has none. */
async function serviceOf(tx: Tx, agentId: string, structureId: string): Promise<string> {
	const row = await tx
		.selectFrom('membership')
		.innerJoin('service', 'service.id', 'membership.serviceId')
		.select('service.name')
		.where('membership.agentId', '=', agentId)
		.where('membership.structureId', '=', structureId)
		.executeTakeFirst();
	return row?.name ?? '';
}

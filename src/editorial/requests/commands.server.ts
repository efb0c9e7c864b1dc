import type { AgentActor, Actor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify, settleNotices } from '#foundation/notices/index.server.ts';
import { listDesk, listSections } from '#foundation/sections/index.server.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import { lockRows, type Tx } from '#platform/database/index.server.ts';
import { checkRequest } from './input.ts';
import { getRequest } from './queries.server.ts';
import { requestStateLabels, type CommunicationRequest, type RequestInput, type RequestState } from './request.ts';

export const subjectOf = (id: string) => ({ kind: 'request', id });

/** Asks the communication of one's structure for something; its desk is told. Throws `Invalid` by field. */
export async function submitRequest(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	input: RequestInput
): Promise<{ id: string }> {
	const checked = checkRequest(input);
	const isKnown = (await listSections(tx)).some((section) => section.id === checked.sectionId);
	const typed = { ...checked, sectionId: isKnown ? checked.sectionId : null };
	const id = newId();
	const structureId = reader.structure;
	await tx
		.insertInto('communicationRequest')
		.values({
			...typed,
			...{ id, structureId, agentId: actor.id, state: 'new', answer: '', createdAt: now() },
			...{ answeredBy: null, answeredAt: null, articleId: null }
		})
		.execute();
	await audit(tx, actor, 'request.submit', subjectOf(id), { subject: typed.subject });
	const desk = await listDesk(tx, { structureId, sectionId: typed.sectionId });
	await notify(tx, {
		agents: desk.filter((agentId) => agentId !== actor.id),
		key: `request/${id}`,
		kind: 'request',
		subject: subjectOf(id),
		title: `Une demande : ${typed.subject}`,
		detail: typed.wantedOn ? `${actor.name}, pour le ${typed.wantedOn}` : actor.name,
		href: `/redaction/demandes#demande-${id}`
	});
	return { id };
}

/** Answers with a sentence, without deciding yet: a question, a delay. It may be said again. */
export async function answerRequest(tx: Tx, actor: Actor, id: string, answer: string): Promise<void> {
	await settle(tx, actor, await getOpen(tx, actor, id), 'answered', needed(answer, 'Écrivez votre réponse.'));
}

/** Says no, and why. */
export async function declineRequest(tx: Tx, actor: Actor, id: string, answer: string): Promise<void> {
	const sentence = needed(answer, 'Dites pourquoi, en une phrase.');
	await settle(tx, actor, await getOpen(tx, actor, id), 'declined', sentence);
}

function needed(text: string, fault: string): string {
	const typed = text.normalize('NFC').trim();
	if (!typed) throw new Invalid(fault, { answer: fault });
	if (typed.length > 2000)
		throw new Invalid('Cette réponse est trop longue.', { answer: 'Cette réponse dépasse 2 000 signes.' });
	return typed;
}

/** For this module: a request that nobody has settled, held until the end of the transaction. Throws `Conflict`. */
export async function getOpen(tx: Tx, actor: Actor, id: string): Promise<CommunicationRequest> {
	await lockRows(tx, tx.selectFrom('communicationRequest').select('id').where('id', '=', id)).execute();
	const request = await getRequest(tx, actor, id);
	if (request.state === 'accepted' || request.state === 'declined')
		throw new Conflict('Quelqu’un a déjà répondu à cette demande.');
	return request;
}

/** For this module: writes what became of a request, and tells who asked. */
export async function settle(
	tx: Tx,
	actor: Actor,
	{ id, agent, subject }: CommunicationRequest,
	state: RequestState,
	answer: string,
	articleId: string | null = null
): Promise<void> {
	const at = now();
	const answeredBy = actor.kind === 'agent' ? actor.id : null;
	await tx
		.updateTable('communicationRequest')
		.set({ state, answer, answeredBy, answeredAt: at, articleId })
		.where('id', '=', id)
		.execute();
	await audit(tx, actor, `request.${state}`, subjectOf(id), articleId ? { articleId } : {});
	await settleNotices(tx, subjectOf(id), 'request');
	if (!agent || agent.id === answeredBy) return;
	await notify(tx, {
		agents: [agent.id],
		key: `request/${id}/${state}/${at}`,
		kind: 'request',
		subject: subjectOf(id),
		title: `${requestStateLabels[state]} : ${subject}`,
		detail: answer,
		href: `/demandes#demande-${id}`
	});
}

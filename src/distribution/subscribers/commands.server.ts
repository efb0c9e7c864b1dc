import { getPublicationById } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { plainDay } from '#kernel/dates.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canKeepSubscribers } from './can.ts';
import { suppressedScopes } from './candidates.server.ts';
import { findState, lockAgent, lockSubscriber, noteContact, prove, setState } from './consent.server.ts';
import { addressKey } from './keys.server.ts';
import { placesOf, voiceOfAgent } from './people.server.ts';
import { isGoodAddress, plainAddress, voiceOf } from './rules.ts';
import { serviceReason } from './wording.ts';

export type SubscriptionDraft = {
	address: string;
	publicationId: string;
	/** In whose voice; null: the owner of the title. */
	structureId: string | null;
	/** Where the consent comes from, in words: it is kept as a proof. */
	source: string;
	/** What the person read when he agreed, where we know it. */
	wording?: string;
};

/** An address as it is kept. Throws `Invalid` for what is none. */
export function readAddress(text: string): string {
	const address = plainAddress(text);
	if (isGoodAddress(address)) return address;
	const message = 'Écrivez une adresse de courriel complète, par exemple prenom.nom@exemple.fr.';
	throw new Invalid(message, { address: message });
}

const ofPublication = (id: string) => ({ kind: 'publication', id });

/**
 * The desk subscribes somebody who agreed elsewhere: on paper, at the counter, by telephone. Throws `Conflict` for an
 * address that left before, or that is suppressed: only the person can come back, by the public form.
 */
export async function subscribe(
	tx: Tx,
	actor: Actor,
	draft: SubscriptionDraft,
	secret: string
): Promise<{ subscriberId: string; isNew: boolean }> {
	const publication = await getPublicationById(tx, draft.publicationId);
	if (!canKeepSubscribers(actor, publication)) throw new Forbidden();
	const address = readAddress(draft.address);
	const source = draft.source.trim();
	if (!source) {
		const message = 'Dites d’où vient l’accord de cette personne, et quand : c’est la preuve qui est gardée.';
		throw new Invalid(message, { source: message });
	}
	const structureId = voiceOf(publication, draft.structureId);
	const key = addressKey(secret, address);
	await refuseSuppressed(tx, publication, structureId, key);
	const { id } = await lockSubscriber(tx, { address, addressKey: key });
	const before = await findState(tx, id, publication.id);
	if (before?.state === 'left')
		throw new Conflict(
			`Cette personne s’est désabonnée le ${plainDay(before.at)} : elle seule peut se réabonner, par le formulaire public ou par le lien de ses lettres.`
		);
	if (before?.state === 'active') return { subscriberId: id, isNew: false };
	await setState(tx, id, publication.id, { state: 'active', structureId });
	await prove(tx, id, { act: 'subscribed', publicationId: publication.id, source, wording: draft.wording ?? '' });
	await audit(tx, actor, 'subscriber.add', ofPublication(publication.id), { subscriber: id });
	return { subscriberId: id, isNew: true };
}

async function refuseSuppressed(tx: Tx, publication: Publication, structureId: string, key: string): Promise<void> {
	const scopes = (await suppressedScopes(tx, [key])).get(key);
	if (['all', publication.id, structureId].some((scope) => scopes?.has(scope)))
		throw new Conflict(
			'Cette adresse est sur la liste des adresses écartées : la liste dit pourquoi, et permet de l’en retirer.'
		);
}

/**
 * Somebody receives a title no more, from now on, whatever is still queued. Doing it again changes nothing. The proof is
 * its own log. `actor` is null when the person acts by the link of a letter. Throws `Conflict` for an agent and service
 * information; `Forbidden` when the desk may not keep this list.
 */
export async function leave(
	tx: Tx,
	actor: Actor | null,
	{ subscriberId, publicationId, source }: { subscriberId: string; publicationId: string; source: string }
): Promise<void> {
	const publication = await getPublicationById(tx, publicationId);
	const who = await tx.selectFrom('subscriber').select('agentId').where('id', '=', subscriberId).executeTakeFirst();
	if (!who) return;
	const isOwn = actor === null || (actor.kind === 'agent' && actor.id === who.agentId);
	if (!isOwn && !canKeepSubscribers(actor, publication)) throw new Forbidden();
	if (publication.isService && who.agentId) throw new Conflict(serviceReason);
	const before = await findState(tx, subscriberId, publicationId);
	if (before?.state === 'left' || (!before && !who.agentId)) return;
	await setState(tx, subscriberId, publicationId, { state: 'left' });
	await prove(tx, subscriberId, { act: 'left', publicationId, source, wording: '' });
	if (isOwn) await noteContact(tx, subscriberId);
	else await audit(tx, actor, 'subscriber.leave', ofPublication(publicationId), { subscriber: subscriberId });
}

/** An agent leaves a title, from his account. */
export async function leaveAsAgent(tx: Tx, actor: AgentActor, publicationId: string): Promise<void> {
	const subscriberId = await lockAgent(tx, actor.id);
	await leave(tx, actor, { subscriberId, publicationId, source: 'Compte de l’agent' });
}

/** An agent subscribes, or comes back, from his account. Throws `Forbidden` for a title that is not for him. */
export async function subscribeAsAgent(
	tx: Tx,
	actor: AgentActor,
	publicationId: string,
	source = 'Compte de l’agent'
): Promise<void> {
	const publication = await getPublicationById(tx, publicationId);
	const places = (await placesOf(tx, [actor.id])).get(actor.id) ?? [];
	const structureId = voiceOfAgent(publication, places, { state: 'active', structureId: null });
	if (!structureId) throw new Forbidden('Ce titre n’est pas adressé aux agents de vos structures.');
	const subscriberId = await lockAgent(tx, actor.id);
	const before = await findState(tx, subscriberId, publicationId);
	if (before?.state === 'active') return;
	await setState(tx, subscriberId, publicationId, { state: 'active', structureId });
	await prove(tx, subscriberId, { act: 'subscribed', publicationId, source, wording: '' });
	await noteContact(tx, subscriberId);
}

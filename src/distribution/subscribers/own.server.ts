import type { Publication } from '#editions/publications/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { findState, lockSubscriber, noteContact, prove, setState } from './consent.server.ts';
import { leave, readAddress } from './commands.server.ts';
import { addressKey } from './keys.server.ts';
import { voiceOf } from './rules.ts';
import { keepSuppressed } from './suppression.server.ts';
import { listOpenTitles, listOwnTitles } from './titles.server.ts';
import { consentWording } from './wording.ts';

/** A title that somebody chose, and in whose voice (id). */
export type Choice = { publicationId: string; structureId: string | null };

/** What was asked by the public form: what is to be confirmed by mail, and what he receives already. */
export type Asked = { subscriberId: string; address: string; structureId: string; asked: string[]; already: string[] };

/**
 * Somebody, or a robot in his name, asks to receive some public titles: nothing is sent but one mail that asks to confirm
 * (double opt-in, C26). Undefined, and no mail, for an address that the desk has put aside. Throws `Invalid` by field.
 */
export async function askSubscriptions(
	tx: Tx,
	{ address: text, choices, source }: { address: string; choices: Choice[]; source: string },
	secret: string
): Promise<Asked | undefined> {
	const titles = chosenAmong(await listOpenTitles(tx), choices);
	if (titles.length === 0) {
		const message = 'Cochez au moins un titre.';
		throw new Invalid(message, { titles: message });
	}
	const address = readAddress(text);
	const key = addressKey(secret, address);
	const aside = tx
		.selectFrom('suppression')
		.select('scope')
		.where('addressKey', '=', key)
		.where('reason', '=', 'manual');
	if (await aside.executeTakeFirst()) return undefined;
	const names = await namesOf(tx);
	const { id } = await lockSubscriber(tx, { address, addressKey: key });
	const done: Asked = { subscriberId: id, address, structureId: titles[0]!.structureId, asked: [], already: [] };
	for (const { publication, structureId } of titles) {
		const before = await findState(tx, id, publication.id);
		(before?.state === 'active' ? done.already : done.asked).push(publication.title);
		if (before?.state === 'active') continue;
		await setState(tx, id, publication.id, { state: 'pending', structureId });
		const wording = wordingOf(publication, names.get(structureId));
		await prove(tx, id, { act: 'asked', publicationId: publication.id, source, wording });
	}
	return done;
}

const namesOf = async (tx: Tx) => new Map((await listStructures(tx)).map(({ id, name }) => [id, name]));

/** What he read beside the box, and beside it the edition that he chose. */
const wordingOf = ({ title }: Publication, structure = ''): string =>
	`${consentWording(title)} Édition : ${structure}.`;

/** The titles among those offered that were chosen, each in a voice that carries it. */
function chosenAmong(offered: Publication[], choices: Choice[]) {
	return offered.flatMap((publication) => {
		const choice = choices.find(({ publicationId }) => publicationId === publication.id);
		return choice ? [{ publication, structureId: voiceOf(publication, choice.structureId) }] : [];
	});
}

/** He pressed the button of the page that his mail led to: from now on he receives what waited for it. */
export async function confirmSubscriptions(tx: Tx, subscriberId: string, publicationIds: string[]): Promise<void> {
	for (const publicationId of publicationIds) {
		const before = await findState(tx, subscriberId, publicationId);
		if (before?.state !== 'pending') continue;
		await setState(tx, subscriberId, publicationId, { state: 'active' });
		await prove(tx, subscriberId, { act: 'confirmed', publicationId, source: 'Lien du courriel', wording: '' });
		await welcomeBack(tx, subscriberId);
	}
	await noteContact(tx, subscriberId);
}

/** An address that answers is neither dead nor unwilling: nothing but what the desk put aside is held against it. */
async function welcomeBack(tx: Tx, subscriberId: string): Promise<void> {
	const keys = tx.selectFrom('subscriber').select('addressKey').where('id', '=', subscriberId);
	await tx.deleteFrom('suppression').where('addressKey', 'in', keys).where('reason', '!=', 'manual').execute();
}

/**
 * What somebody wants to receive from now on, chosen by the link of his letters: the others he leaves. Titles that are
 * not open to all are only left or kept, or taken again.
 */
export async function chooseSubscriptions(
	tx: Tx,
	subscriberId: string,
	choices: Choice[],
	source: string
): Promise<void> {
	const names = await namesOf(tx);
	const offered = await listOwnTitles(tx, subscriberId);
	for (const { publication, state, structureId } of offered) {
		const [choice] = chosenAmong([publication], choices);
		const publicationId = publication.id;
		if (!choice && state !== null) await leave(tx, null, { subscriberId, publicationId, source });
		if (!choice) continue;
		const isNew = state !== 'active';
		if (!isNew && voiceOf(publication, structureId) === choice.structureId) continue;
		await setState(tx, subscriberId, publicationId, { state: 'active', structureId: choice.structureId });
		if (!isNew) continue;
		const wording = wordingOf(publication, names.get(choice.structureId));
		await prove(tx, subscriberId, { act: 'subscribed', publicationId, source, wording });
		await welcomeBack(tx, subscriberId);
	}
	await noteContact(tx, subscriberId);
}

/** What else keeps an address: told when it is to be forgotten. */
export type ForgetElsewhere = (tx: Tx, subscriberId: string, address: string) => Promise<void>;

/**
 * Forgets somebody at his request: the address is deleted, and only its keyed hash stays, so that no import brings it
 * back. The proof keeps no name. Throws `Conflict` for an agent, whose address is that of his account.
 */
export async function eraseSubscriber(
	tx: Tx,
	subscriberId: string,
	elsewhere: ForgetElsewhere = async () => {}
): Promise<void> {
	const row = await tx.selectFrom('subscriber').selectAll().where('id', '=', subscriberId).executeTakeFirst();
	if (!row) throw new NotFound('Ces données sont déjà effacées.');
	if (row.agentId) throw new Conflict('Votre adresse est celle de votre compte d’agent : c’est là qu’elle se change.');
	const own = tx.selectFrom('subscription').select('publicationId').where('subscriberId', '=', subscriberId);
	const titles = (await own.execute()).map(({ publicationId }) => publicationId);
	const source = 'À la demande de la personne';
	for (const publicationId of titles.length > 0 ? titles : [''])
		await prove(tx, subscriberId, { act: 'erased', publicationId, source, wording: '' });
	await elsewhere(tx, subscriberId, row.address ?? '');
	await tx.deleteFrom('subscription').where('subscriberId', '=', subscriberId).execute();
	await tx.deleteFrom('subscriber').where('id', '=', subscriberId).execute();
	if (row.addressKey) await keepSuppressed(tx, row.addressKey, 'all', 'erased');
}

import { getPublicationById } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { csv } from '#kernel/csv.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canKeepSubscribers } from './can.ts';
import { readSubscriptions } from './people.server.ts';
import { subscriptionStateLabels } from './subscriber.ts';

/**
 * The subscribers of a title as a table, agents left out: their addresses belong to their accounts. Pieces of text, in
 * order, so that nobody holds it whole. The purpose is asked and kept in the audit. Throws `Invalid` without one.
 */
export async function* exportSubscribers(
	db: Db,
	actor: Actor,
	publicationId: string,
	purpose: string
): AsyncIterable<string> {
	const publication = await getPublicationById(db, publicationId);
	if (!canKeepSubscribers(actor, publication)) throw new Forbidden();
	if (!purpose.trim()) {
		const message = 'Dites à quoi servira cet export : c’est noté au journal.';
		throw new Invalid(message, { purpose: message });
	}
	await audit(db, actor, 'subscriber.export', { kind: 'publication', id: publicationId }, { purpose: purpose.trim() });
	const slugs = new Map((await listStructures(db)).map(({ id, slug }) => [id, slug]));
	yield csv(['courriel', 'structure', 'état'], []);
	let after: string | undefined = '';
	while (after !== undefined) {
		const people = await readSubscriptions(db, publication, { after });
		const [first, ...others] = people.map(({ address, structureId, state }) => [
			...[address ?? '', slugs.get(structureId) ?? '', state ? subscriptionStateLabels[state] : '']
		]);
		// Without the mark that begins a file.
		if (first) yield csv(first, others).slice(1);
		after = people.at(-1)?.subscriberId ?? undefined;
	}
}

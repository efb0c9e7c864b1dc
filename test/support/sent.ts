import type { DeliveryState } from '#distribution/mailings/index.ts';
import type { MailingState } from '#distribution/mailings/index.ts';
import { createIssue, createPublication } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Cast } from './cast.ts';

export type SentTo = { address: string; subscriberId?: string; state?: DeliveryState };

/** A title of both structures. */
export const createTitle = (db: Db, cast: Cast, title = 'La Lettre'): Promise<Publication> =>
	db.transaction().execute((tx) =>
		createPublication(tx, cast.desk, {
			...{ title, kind: 'newsletter', tagline: '', cadence: '', reach: 'public', ownerId: cast.agglo.id },
			voices: [cast.agglo.id, cast.ville.id]
		})
	);

/** A mailing that has left, with one delivery for each address, in the name of the Ville. */
export async function sentMailing(
	db: Db,
	cast: Cast,
	publication: Publication,
	recipients: SentTo[],
	state: MailingState = 'settling'
): Promise<{ mailingId: string; deliveries: string[] }> {
	return db.transaction().execute(async (tx) => {
		const draft = { title: 'Un numéro', date: '2026-11-26', preheader: '', editorial: null, blocks: [] };
		const issue = await createIssue(tx, cast.desk, publication.id, draft as never);
		const mailingId = newId();
		const common = {
			state,
			policy: 'hold' as const,
			createdAt: now(),
			startedAt: now(),
			candidates: recipients.length
		};
		await tx
			.insertInto('mailing')
			.values({ id: mailingId, issueId: issue.id, publicationId: publication.id, ...common, isUrgent: 0, excluded: 0 })
			.execute();
		const rows = recipients.map(({ address, subscriberId = newId(), state = 'sent' }) => ({
			...{ id: newId(), mailingId, structureId: cast.ville.id, subscriberId, address, state, attempts: 1 },
			...{ provider: 'other', code: 250, response: '250 2.0.0 Ok', at: now() }
		}));
		await tx.insertInto('delivery').values(rows).execute();
		return { mailingId, deliveries: rows.map(({ id }) => id) };
	});
}

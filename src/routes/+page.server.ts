import { listPendingAcknowledgements } from '#editorial/announcements/index.server.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { countEchoes } from '#editorial/initiatives/index.server.ts';
import { getFrontPage } from '#editorial/front-pages/index.server.ts';
import type { PageServerLoad } from './$types';
import { currentJournal } from './journal.server.ts';
import { covers, readerHere } from './reading.server.ts';

/** What this agent still has to acknowledge: the kept page is shared by those only who are asked the same. */
async function awaited({ actor, db, pendingAcknowledgements }: App.Locals, reader: Reader) {
	const isAsked = actor.kind === 'agent' && pendingAcknowledgements > 0;
	return isAsked ? listPendingAcknowledgements(db, actor.id, reader) : [];
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const front = await getFrontPage(db, reader);
	const shown = await covers(db, [...(front.lead ? [front.lead] : []), ...front.others, ...front.initiatives]);
	return {
		pending: await awaited(locals, reader),
		lead: front.lead && shown(front.lead),
		others: front.others.map(shown),
		announcements: front.announcements,
		initiatives: front.initiatives.map(shown),
		echoes: await countEchoes(
			db,
			front.initiatives.map(({ id }) => id)
		),
		events: front.events,
		journal: await currentJournal(db, reader)
	};
};

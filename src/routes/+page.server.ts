import { listPendingAcknowledgements } from '#editorial/announcements/index.server.ts';
import { countEchoes } from '#editorial/initiatives/index.server.ts';
import { getFrontPage } from '#editorial/front-pages/index.server.ts';
import type { PageServerLoad } from './$types';
import { currentJournal } from './journal.server.ts';
import { personally } from './personal.server.ts';
import { covers, readerHere } from './reading.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const front = await getFrontPage(db, reader);
	const shown = await covers(db, [...(front.lead ? [front.lead] : []), ...front.others, ...front.initiatives]);
	const isAsked = locals.pendingAcknowledgements > 0;
	return {
		pending: isAsked ? await listPendingAcknowledgements(db, personally(locals).id, reader) : [],
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

import { getFrontPage } from '#editorial/front-pages/index.server.ts';
import type { PageServerLoad } from './$types';
import { currentJournal } from './journal.server.ts';
import { covers, readerHere } from './reading.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals;
	const reader = readerHere(locals, url);
	const front = await getFrontPage(db, reader);
	const shown = await covers(db, [...(front.lead ? [front.lead] : []), ...front.others, ...front.initiatives]);
	return {
		lead: front.lead && shown(front.lead),
		others: front.others.map(shown),
		announcements: front.announcements,
		initiatives: front.initiatives.map(shown),
		events: front.events,
		journal: await currentJournal(db, reader)
	};
};

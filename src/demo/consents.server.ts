import { mediaPlaces } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { addConsent, describeMedia, listLibrary } from '#foundation/media/index.server.ts';
import type { ConsentDraft } from '#foundation/media/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';

const day = (fromToday: number) => dayOf(new Date(Date.parse(now()) + fromToday * 86_400_000).toISOString());

/** By the name of the picture: one consent that ends soon, and one for good that leaves the social networks out. */
const consents = (): Record<string, ConsentDraft> => ({
	'portrait nadia': {
		person: 'Nadia Ferhaoui',
		uses: ['intranet', 'letter', 'journal'],
		fromOn: day(-353),
		untilOn: day(12),
		proof: 'Classeur des accords, direction de l’éducation, n° 12'
	},
	'portrait rippeur': {
		person: 'Yannick Orsel',
		uses: ['intranet', 'letter', 'journal', 'print', 'public'],
		fromOn: day(-80),
		proof: 'Classeur des accords, service collecte, n° 3'
	}
});

/** Two portraits show somebody: each has said what for. */
export async function loadDemoConsents(db: Db, actor: Actor): Promise<void> {
	for (const [name, draft] of Object.entries(consents())) {
		const [found] = (await listLibrary(db, { q: name })).items;
		if (!found) throw new Error(`the demo has no picture ${name}`);
		const { media } = found;
		await db.transaction().execute(async (tx) => {
			await describeMedia(tx, actor, media.id, { ...media, hasPeople: true }, mediaPlaces);
			await addConsent(tx, actor, media.id, draft);
		});
	}
}

import { listByOutlet, type Way } from '#editorial/articles/index.server.ts';
import { publicReader } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { now } from '#platform/clock.ts';

/** Far above what anyone publishes between two looks of the clock. */
const near = 200;

/** The feeds have an article when it is in that of each voice. */
export const feeds: Way = {
	async check(db, { id, voices, expiresAt }) {
		if (expiresAt !== null && expiresAt <= now())
			return { state: 'failed', reason: 'L’article avait expiré avant d’être public.' };
		const names = new Map((await listStructures(db)).map((one) => [one.id, one.shortName]));
		for (const voice of voices) {
			const items = await listByOutlet(db, publicReader(voice), 'feed', { voice, size: near });
			if (!items.some((item) => item.id === id))
				return { state: 'failed', reason: `Le flux ${names.get(voice) ?? ''} ne le contient pas.` };
		}
		return { state: 'published', reason: '' };
	}
};

import { erasedAt, listDoubtful, listSentLetters, urgencyOf } from '#distribution/mailings/index.server.ts';
import { liveOf } from '../live.server.ts';
import { headOf } from './head.server.ts';
import type { PageServerLoad } from './$types';

/** One mailing: how it goes, what it waits for, what became of its letters. */
export const load: PageServerLoad = async ({ locals: { db, actor, structures, settings }, params: { id } }) => {
	const head = await headOf(db, actor, id);
	const doubtful = head.counts.uncertain > 0 ? await listDoubtful(db, actor, id) : [];
	const structureOf = (structureId: string) => structures.find((structure) => structure.id === structureId);
	return {
		...{ head, live: await liveOf(db, actor, id), rate: settings.mailRate },
		doubtful: doubtful.map((letter) => ({ ...letter, structure: structureOf(letter.structureId)?.shortName ?? '' })),
		letters: (await listSentLetters(db, actor, id)).flatMap((letter) => {
			const { slug, name } = structureOf(letter.structureId) ?? {};
			return slug && name ? [{ ...letter, slug, name }] : [];
		}),
		...{ urgency: head.isUrgent ? await urgencyOf(db, id) : '', erasedAt: await erasedAt(db, id) }
	};
};

import { getSentLetter, listSentLetters } from '#distribution/mailings/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { headOf } from '../../head.server.ts';
import type { PageServerLoad } from './$types';

/** The letter of one structure, as its readers received it. */
export const load: PageServerLoad = async ({ locals: { db, actor, structures, settings }, params }) => {
	const head = await headOf(db, actor, params.id);
	const structure = structures.find(({ slug }) => slug === params.structure);
	const letters = await listSentLetters(db, actor, params.id);
	const sent = letters.find(({ structureId }) => structureId === structure?.id);
	if (!structure || !sent) throw new NotFound('Cette structure n’a rien envoyé ici.');
	const { text } = await getSentLetter(db, actor, { mailingId: head.id, structureId: structure.id }, settings.origin);
	return {
		...{ head, sent, text, structure: { id: structure.id, slug: structure.slug, name: structure.name } },
		voices: letters.flatMap(({ structureId }) => {
			const { slug, shortName } = structures.find(({ id }) => id === structureId) ?? {};
			return slug && shortName ? [{ slug, shortName }] : [];
		})
	};
};

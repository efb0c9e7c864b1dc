import { NotFound } from '#kernel/errors.ts';
import { structureAsked } from '../document.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const structure = structureAsked(locals, url);
	if (!structure) throw new NotFound('Aucune structure n’est encore enregistrée ici.');
	const { id, name, identity } = structure;
	return { about: { id, name, legal: identity.legal } };
};

import { conformity } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { structureAsked } from '../document.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const structure = structureAsked(locals, url);
	if (!structure) throw new NotFound('Aucune structure n’est encore enregistrée ici.');
	const { id, name, identity } = structure;
	const { accessibility: statement, legal } = identity;
	return {
		about: { id, name, legal, statement },
		conformity: conformity(statement, now()),
		origin: locals.settings.origin
	};
};

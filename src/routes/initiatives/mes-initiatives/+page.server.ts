import { listMyProposals } from '#editorial/initiatives/index.server.ts';
import { canProposeInitiative, progressLabels } from '#editorial/initiatives/index.ts';
import { personally } from '../../personal.server.ts';
import type { PageServerLoad } from './$types';

/** What the reader proposed, and where each stands. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = personally(locals);
	const proposals = await listMyProposals(locals.db, actor);
	return {
		isReceived: url.searchParams.has('recue'),
		canPropose: canProposeInitiative(actor),
		proposals: proposals.map(({ id, slug, title, team, state, proposedAt }) => ({
			...{ id, slug, title, team, proposedAt },
			isRead: state === 'published',
			state: progressLabels[state]
		}))
	};
};

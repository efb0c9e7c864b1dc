import { findSubscriber, leave, listAgentTitles, listOwnTitles } from '#distribution/subscribers/index.server.ts';
import { ownerOf, personalHeaders } from '../../abonnement/owner.server.ts';
import { attempt } from '../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** What leaving means, and one button. Looking changes nothing: programs that follow the links of mails come here too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders(personalHeaders);
	const { db, settings } = locals;
	const { subscriberId, publication } = await ownerOf(locals, params.token);
	const agentId = (await findSubscriber(db, subscriberId, settings.sessionSecret))?.agentId;
	const titles = agentId ? await listAgentTitles(db, agentId) : await listOwnTitles(db, subscriberId);
	return {
		title: publication.title,
		isReceived: titles.some((each) => each.publication.id === publication.id && each.isReceived),
		isService: publication.isService && Boolean(agentId)
	};
};

/**
 * Leaving, by the button or by the one-click POST of a mail reader (RFC 8058), which has neither cookie nor `Origin`: done
 * at once, answered 200 without redirect, and the same when it is done again.
 */
export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { subscriberId, publicationId } = await ownerOf(locals, params.token);
		const form = await request.formData().catch(() => new FormData());
		const source = form.has('List-Unsubscribe') ? 'Un clic, depuis la messagerie (RFC 8058)' : 'Lien de la lettre';
		const fault = await attempt({}, () =>
			locals.db.transaction().execute((tx) => leave(tx, null, { subscriberId, publicationId, source }))
		);
		return fault ?? { isDone: true };
	}
};

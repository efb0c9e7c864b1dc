import { redirect } from '@sveltejs/kit';
import { canSendIssue, canSeeMailing } from '#distribution/mailings/index.ts';
import { listMailings, prepareMailing } from '#distribution/mailings/index.server.ts';
import { findIssueById, getPublicationById } from '#editions/publications/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { attempt } from '../../../refusals.ts';
import { linesOf } from '../lines.server.ts';
import { usualMoment } from '../moment.ts';
import { listSendable } from '../sendable.server.ts';
import { departureOf, typedIn } from '../typed.ts';
import { receivingOf } from './audience.server.ts';
import { proofOf } from './proof.server.ts';
import { restOf } from './rest.ts';
import type { Actions, PageServerLoad } from './$types';

/** An issue about to be sent (`?numero=`): its proof, its readers, its senders, and the choices to make. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, settings, structures } = locals;
	const issue = await findIssueById(db, url.searchParams.get('numero') ?? '');
	if (!issue) return { asked: null, sendable: await listSendable(db, actor) };
	const publication = await getPublicationById(db, issue.publicationId);
	if (!canSeeMailing(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	const mailings = await linesOf(db, actor, await listMailings(db, actor, { issueId: issue.id }));
	const { title, voices, isService, reach } = publication;
	const reachesAgents = reach === 'internal' || publication.settings.lists.length > 0;
	return {
		sendable: [],
		asked: {
			issue: {
				id: issue.id,
				number: issue.number,
				title: issue.title || title,
				href: `/redaction/numeros/${issue.id}`
			},
			...{
				publication: { title, voices, isService },
				reachesAgents,
				maySend: canSendIssue(actor, publication),
				mailings
			},
			proof: await proofOf(db, issue, settings),
			receiving: await receivingOf(db, publication, structures, settings),
			...{ rate: settings.mailRate, rest: restOf(now()), moment: usualMoment(issue, publication, now()) }
		}
	};
};

export const actions: Actions = {
	default: async ({ locals: { db, actor, settings }, request }) => {
		const { issueId, moment, ...draft } = typedIn(await request.formData());
		let next = '';
		const fault = await attempt({ typed: { ...draft, moment } }, async () => {
			next = departureOf((await prepareMailing(db, actor, issueId, draft, settings)).id, moment);
		});
		return fault ?? redirect(303, next);
	}
};

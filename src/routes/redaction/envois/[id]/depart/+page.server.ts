import { redirect } from '@sveltejs/kit';
import { estimate } from '#distribution/mailings/index.ts';
import { countAgents, startMailing } from '#distribution/mailings/index.server.ts';
import { findIssueById, getPublicationById } from '#editions/publications/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { attempt } from '../../../../refusals.ts';
import { instantOf, momentAt, usualMoment, type Moment } from '../../moment.ts';
import { restOf } from '../../nouveau/rest.ts';
import { momentIn } from '../../typed.ts';
import { headOf } from '../head.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The last look before a mailing leaves: how many receive it, and when. One that has begun has nothing to ask here. */
export const load: PageServerLoad = async ({ locals: { db, actor, settings }, params: { id }, url }) => {
	const head = await headOf(db, actor, id);
	if (head.startedAt !== null || !['ready', 'scheduled', 'paused'].includes(head.state))
		redirect(303, `/redaction/envois/${id}`);
	const [day, time] = [url.searchParams.get('jour'), url.searchParams.get('heure')];
	const moment: Moment = day && time ? { when: 'later', day, time } : await momentOf(db, head);
	const seconds = estimate(head.letters, settings.mailRate);
	const agents = head.isUrgent ? 0 : await countAgents(db, id);
	return { head, moment, seconds, agents, rate: settings.mailRate, rest: restOf(now()) };
};

async function momentOf(db: Db, { issueId, plannedAt }: { issueId: string; plannedAt: string | null }) {
	if (plannedAt !== null && plannedAt > now()) return momentAt(plannedAt);
	const issue = (await findIssueById(db, issueId))!;
	return usualMoment(issue, await getPublicationById(db, issue.publicationId), now());
}

export const actions: Actions = {
	default: async ({ locals: { db, actor, settings }, params: { id }, request }) => {
		const moment = momentIn(await request.formData());
		const fault = await attempt({ moment }, async () => {
			const at = instantOf(moment);
			await startMailing(db, actor, id, settings, at ? { at } : {});
		});
		return fault ?? redirect(303, `/redaction/envois/${id}`);
	}
};

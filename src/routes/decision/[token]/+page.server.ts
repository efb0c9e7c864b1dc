import { redirect } from '@sveltejs/kit';
import { getDecisionLink, useDecisionLink } from '#foundation/validation/index.server.ts';
import { readVerdict } from '#foundation/validation/index.ts';
import { now } from '#platform/clock.ts';
import { decideSubject } from '../../deciding.server.ts';
import { attempt, textOf } from '../../refusals.ts';
import { askedOf } from './asked.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the link asks for. Looking changes nothing: programs that follow the links of mails come here too. */
export const load: PageServerLoad = async ({ locals: { db, structures }, params, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
	const { validation, step, agent } = await getDecisionLink(db, params.token);
	return {
		name: agent.name,
		isLate: step.dueAt !== null && step.dueAt <= now(),
		isSubstitute: step.substituteId === agent.id,
		by: validation.openedBy?.name ?? 'La rédaction',
		title: validation.title,
		...(await askedOf(db, agent, validation, step)),
		step: { label: step.label, dueAt: step.dueAt, structureId: step.structureId },
		structure: structures.find(({ id }) => id === step.structureId)?.name ?? '',
		token: params.token,
		first: url.searchParams.get('geste') === 'renvoyer' ? ('return' as const) : ('approve' as const),
		isCommented: url.searchParams.has('commentaire')
	};
};

export const actions: Actions = {
	default: async ({ locals: { db }, params, request, url }) => {
		const form = await request.formData();
		const [verdict, reason] = [textOf(form, 'verdict'), textOf(form, 'reason')];
		const failure = await attempt({ verdict, reason }, () =>
			db.transaction().execute(async (tx) => {
				// A comment decides nothing, and leaves the link as it is.
				const isComment = verdict === 'comment';
				const link = isComment ? await getDecisionLink(tx, params.token) : undefined;
				const { stepId, agent } = link
					? { stepId: link.step.id, agent: link.agent }
					: await useDecisionLink(tx, params.token);
				await decideSubject(tx, agent, stepId, { verdict: readVerdict(verdict), reason, via: 'mail' });
			})
		);
		if (failure) return failure;
		const face = `structure=${encodeURIComponent(url.searchParams.get('structure') ?? '')}`;
		const back = verdict === 'comment' ? `${params.token}?commentaire=1` : `merci?geste=${verdict}`;
		redirect(303, `/decision/${back}&${face}`);
	}
};

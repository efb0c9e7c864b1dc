import { redirect } from '@sveltejs/kit';
import { getIssueForDecision } from '#editions/publications/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import { readVerdict } from '#foundation/validation/index.ts';
import { decideSubject } from '../../../../deciding.server.ts';
import { personally } from '../../../../personal.server.ts';
import { attempt, textOf } from '../../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** An issue under decision: the letter of each structure as it was sent to those who give its proof. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals;
	const { letters, ...deciding } = await getIssueForDecision(db, personally(locals), params.id);
	const latest = await findValidation(db, deciding.validation.subject);
	return {
		...deciding,
		letters: letters.map(({ html: _, ...letter }) => letter),
		laterId: latest && latest.id !== deciding.validation.id ? latest.id : null
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { actor, db } = locals;
		const form = await request.formData();
		const [step, verdict, reason] = [textOf(form, 'step'), textOf(form, 'verdict'), textOf(form, 'reason')];
		await getIssueForDecision(db, actor, params.id);
		const failure = await attempt({ step, verdict, reason }, () =>
			db
				.transaction()
				.execute((tx) => decideSubject(tx, actor, step, { verdict: readVerdict(verdict), reason, via: 'screen' }))
		);
		const back = verdict === 'comment' ? `/redaction/validations/${params.id}/numero` : '/redaction/validations';
		return failure ?? redirect(303, `${back}?fait=${verdict}`);
	}
};

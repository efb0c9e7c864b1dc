import { redirect } from '@sveltejs/kit';
import { getForDecision } from '#editorial/articles/index.server.ts';
import { articleKindLabels } from '#editorial/articles/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { findValidation, findValidationById } from '#foundation/validation/index.server.ts';
import { readVerdict } from '#foundation/validation/index.ts';
import { decideSubject } from '../../../deciding.server.ts';
import { personally } from '../../../personal.server.ts';
import { attempt, textOf } from '../../../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const actor = personally(locals);
	const { db, structures } = locals;
	if ((await findValidationById(db, params.id))?.subject.kind === 'issue')
		redirect(303, `/redaction/validations/${params.id}/numero`);
	const { article, validation, ...deciding } = await getForDecision(db, actor, params.id);
	const section = (await listSections(db)).find(({ id }) => id === article.sectionId);
	const latest = await findValidation(db, validation.subject);
	const asked = new URLSearchParams({ forme: article.kind, rubrique: section?.slug ?? '' });
	for (const { id, slug } of structures) if (article.voices.includes(id)) asked.append('structure', slug);
	return {
		...deciding,
		validation,
		article: { ...article, kindLabel: articleKindLabels[article.kind], section: section?.name ?? '' },
		/** A later version is under decision, or was decided: this page is of the past. */
		laterId: latest && latest.id !== validation.id ? latest.id : null,
		rule: `/redaction/circuits?${asked}#essai`
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { actor, db } = locals;
		const form = await request.formData();
		const [step, verdict, reason] = [textOf(form, 'step'), textOf(form, 'verdict'), textOf(form, 'reason')];
		await getForDecision(db, actor, params.id);
		const failure = await attempt({ step, verdict, reason }, () =>
			db.transaction().execute(async (tx) => {
				await decideSubject(tx, actor, step, { verdict: readVerdict(verdict), reason, via: 'screen' });
			})
		);
		const back = verdict === 'comment' ? `/redaction/validations/${params.id}` : '/redaction/validations';
		return failure ?? redirect(303, `${back}?fait=${verdict}`);
	}
};

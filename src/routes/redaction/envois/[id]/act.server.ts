import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { attempt, type FormFault } from '../../../refusals.ts';

type Acting = Pick<RequestEvent, 'locals' | 'request'> & { params: { id: string } };

/** What somebody asks of a mailing. */
export type Asking = { id: string; actor: Actor; form: FormData };

/** Does in one transaction what a form asks of a mailing, and goes back to its page; or says why it could not. */
export async function act(
	{ locals: { db, actor }, request, params: { id } }: Acting,
	work: (tx: Tx, asking: Asking) => Promise<unknown>
): Promise<ActionFailure<FormFault>> {
	const form = await request.formData();
	const fault = await attempt({}, async () => {
		await db.transaction().execute((tx) => work(tx, { id, actor, form }));
	});
	return fault ?? redirect(303, `/redaction/envois/${id}`);
}

/** The letters that a form ticks. Throws `Invalid` when it ticks none. */
export function chosenIn(form: FormData): string[] {
	const chosen = form.getAll('lettre').filter((value) => typeof value === 'string');
	if (chosen.length === 0) throw new Invalid('Cochez au moins une lettre.');
	return chosen;
}

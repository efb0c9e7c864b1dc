import { register, withdrawRegistration } from '#editorial/events/index.server.ts';
import { answer } from '../../../answer.server.ts';
import { textOf } from '../../../refusals.ts';
import type { RequestHandler } from './$types';

/** Takes a place on one date (`place`), or gives it back. */
export const POST: RequestHandler = (event) =>
	answer(event, 'inscription', async (tx, { actor, reader, form }) => {
		const verb = textOf(form, 'place') ? register : withdrawRegistration;
		await verb(tx, actor, reader, event.params.slug, textOf(form, 'date'));
	});

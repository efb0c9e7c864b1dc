import { giveBravo, takeBackBravo } from '#editorial/initiatives/index.server.ts';
import { answer } from '../../../answer.server.ts';
import { textOf } from '../../../refusals.ts';
import type { RequestHandler } from './$types';

/** « Bravo », or taking it back (`bravo` is empty). */
export const POST: RequestHandler = (event) =>
	answer(event, 'echo', (tx, { actor, reader, form }) =>
		(textOf(form, 'bravo') ? giveBravo : takeBackBravo)(tx, actor, reader, event.params.slug)
	);

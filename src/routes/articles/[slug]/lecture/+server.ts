import { acknowledge } from '#editorial/announcements/index.server.ts';
import { getAnswered } from '#editorial/articles/index.server.ts';
import { answer } from '../../../answer.server.ts';
import { textOf } from '../../../refusals.ts';
import type { RequestHandler } from './$types';

/** "J’ai pris connaissance", of the version that the page showed. */
export const POST: RequestHandler = (event) =>
	answer(event, 'lecture', async (tx, { actor, reader, form }) => {
		const { id } = await getAnswered(tx, reader, { slug: event.params.slug });
		await acknowledge(tx, actor, reader, id, Number(textOf(form, 'version')));
	});

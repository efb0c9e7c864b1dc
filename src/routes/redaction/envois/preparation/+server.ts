import { prepareMailing } from '#distribution/mailings/index.server.ts';
import { DomainError, Invalid } from '#kernel/errors.ts';
import { log } from '#platform/log.server.ts';
import { departureOf, typedIn } from '../typed.ts';
import type { RequestHandler } from './$types';

/**
 * Prepares a mailing and tells how far it is, one JSON object a line: `{ looked }` as people are looked at, then `{ next }`,
 * or `{ message, fields }` when it is refused. It goes on to its end when nobody listens any more.
 */
export const POST: RequestHandler = async ({ locals: { db, actor, settings }, request }) => {
	const { issueId, moment, ...draft } = typedIn(await request.formData());
	let isHeard = true;
	const body = new ReadableStream<Uint8Array>({
		async start(controller) {
			const tell = (line: object) => {
				if (isHeard) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
			};
			try {
				const { id } = await prepareMailing(db, actor, issueId, draft, settings, (looked) => tell({ looked }));
				tell({ next: departureOf(id, moment) });
			} catch (error) {
				if (!(error instanceof DomainError)) log.error({ err: error }, 'a mailing could not be prepared');
				const message = error instanceof DomainError ? error.message : 'La préparation n’a pas abouti. Recommencez.';
				tell({ message, fields: error instanceof Invalid ? error.fields : {} });
			}
			if (isHeard) controller.close();
		},
		cancel: () => void (isHeard = false)
	});
	// Compressed, the lines would wait for each other.
	return new Response(body, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'cache-control': 'private, no-store, no-transform'
		}
	});
};

import { exportSubscribers, getKept } from '#distribution/subscribers/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { textOf } from '../../../../refusals.ts';
import type { RequestHandler } from './$types';

/** The list as a table, piece by piece. A POST, since it leaves a trace: who exported what, and why. */
export const POST: RequestHandler = async ({ locals: { actor, db }, params, request }) => {
	const { id, slug } = await getKept(db, actor, params.publication);
	const purpose = textOf(await request.formData(), 'purpose');
	const pieces = exportSubscribers(db, actor, id, purpose)[Symbol.asyncIterator]();
	// The first piece refuses what is to be refused, while it can still be said.
	const first = await pieces.next();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(encoder.encode(first.value)),
		async pull(controller) {
			const { done, value } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		}
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': contentDisposition('attachment', `abonnes-${slug}.csv`),
			'cache-control': 'private, no-store'
		}
	});
};

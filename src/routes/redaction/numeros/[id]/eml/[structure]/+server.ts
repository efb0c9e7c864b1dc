import { emlOf } from '#editions/publications/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { personally } from '../../../../../personal.server.ts';
import type { RequestHandler } from './$types';

/** One voice of the issue as a file that a mail program opens. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, settings, store, structures } = locals;
	const structure = structures.find(({ slug }) => slug === params.structure);
	if (!structure) throw new NotFound();
	const { name, bytes } = await emlOf(db, personally(locals), params.id, structure, { ...settings, store });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'message/rfc822',
			'content-disposition': contentDisposition('attachment', name),
			'cache-control': 'private, no-store'
		}
	});
};

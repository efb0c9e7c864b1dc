import { openFile } from '#foundation/media/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { serve } from '../../../served.server.ts';
import type { RequestHandler } from './$types';

/** A file for those who may read it; the name in the address is for people. PDFs open, the rest is kept. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const file = await openFile(locals.db, locals.reader, params.id, locals.store);
	const isPdf = file.mime === 'application/pdf';
	return serve(request, file, {
		'cache-control': file.reach === 'public' ? 'public, max-age=300' : 'private, no-cache',
		'content-disposition': contentDisposition(isPdf ? 'inline' : 'attachment', file.name),
		...(isPdf ? {} : { 'content-security-policy': "default-src 'none'; sandbox" })
	});
};

export const HEAD = GET;

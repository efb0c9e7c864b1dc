import { openPicture } from '#foundation/media/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { serve } from '../../../served.server.ts';
import type { RequestHandler } from './$types';

/** `/media/KEY/960.webp`: whoever has the address has the picture, and what it leads to never changes. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const [, width, format] = /^([1-9]\d{0,4})\.([a-z]{3,4})$/.exec(params.file) ?? [];
	if (!width || !format) throw new NotFound();
	const picture = await openPicture(locals.store, params.key, Number(width), format);
	return serve(request, picture, {
		'cache-control': 'public, max-age=31536000, immutable',
		'content-security-policy': "default-src 'none'; sandbox"
	});
};

export const HEAD = GET;

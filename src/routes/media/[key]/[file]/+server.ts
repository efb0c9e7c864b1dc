import { openPicture } from '#foundation/media/index.server.ts';
import { canAddMedia } from '#foundation/media/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { serve } from '../../../served.server.ts';
import type { RequestHandler } from './$types';

/**
 * `/media/KEY/960.webp`: whoever has the address has the picture, and what it leads to never changes. Somebody who can be
 * recognised may take back his consent: such a picture is asked for again after ten minutes, and once it is withdrawn
 * only the desk has it.
 */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const [, width, format] = /^([1-9]\d{0,4})\.([a-z]{3,4})$/.exec(params.file) ?? [];
	if (!width || !format) throw new NotFound();
	const isDesk = canAddMedia(locals.actor);
	const picture = await openPicture(locals, params.key, Number(width), format, { withdrawn: isDesk });
	return serve(request, picture, {
		'cache-control': picture.hasPeople
			? `${isDesk ? 'private' : 'public'}, max-age=600, must-revalidate`
			: 'public, max-age=31536000, immutable',
		'content-security-policy': "default-src 'none'; sandbox"
	});
};

export const HEAD = GET;

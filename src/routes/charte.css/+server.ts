import { charteCss, charteVersion } from '#foundation/structures/index.ts';
import type { RequestHandler } from './$types';

/** The faces of all structures. Pages ask for it with `?v=`, which changes whenever it does. */
export const GET: RequestHandler = ({ locals, url }) => {
	const isCurrent = url.searchParams.get('v') === charteVersion(locals.structures);
	return new Response(charteCss(locals.structures), {
		headers: {
			'content-type': 'text/css; charset=utf-8',
			'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache'
		}
	});
};

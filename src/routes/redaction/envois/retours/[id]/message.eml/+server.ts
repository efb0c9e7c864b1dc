import { getReturn } from '#distribution/bounces/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { RequestHandler } from './$types';

/** A message that came back, as it came, as long as it is kept. */
export const GET: RequestHandler = async ({ locals: { actor, db }, params }) => {
	const { raw, id } = await getReturn(db, actor, params.id);
	if (!raw) throw new NotFound('Ce message n’est plus gardé.');
	return new Response(Buffer.from(raw, 'base64'), {
		headers: {
			'Content-Type': 'message/rfc822',
			'Content-Disposition': `attachment; filename="retour-${id.slice(0, 13)}.eml"`,
			'Cache-Control': 'private, no-store'
		}
	});
};

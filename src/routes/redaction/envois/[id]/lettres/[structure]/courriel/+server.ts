import { getSentLetter } from '#distribution/mailings/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { RequestHandler } from './$types';

/** The HTML of a letter that was sent, for a frame of our own: it may style itself and run nothing. */
export const GET: RequestHandler = async ({ locals: { db, actor, structures, settings }, params, url }) => {
	const structure = structures.find(({ slug }) => slug === params.structure);
	if (!structure) throw new NotFound('Cette structure n’a rien envoyé ici.');
	const asked = { mailingId: params.id, structureId: structure.id };
	const { html } = await getSentLetter(db, actor, asked, settings.origin);
	const pictures = [...new Set([url.origin, settings.origin])].join(' ');
	const policy = [
		`default-src 'none'; img-src data: ${pictures}; style-src 'unsafe-inline'; font-src 'none'; form-action 'none'`,
		`base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`
	].join('; ');
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'x-frame-options': 'SAMEORIGIN',
			'cache-control': 'private, no-store'
		}
	});
};

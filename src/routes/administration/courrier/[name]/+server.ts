import { getOutboxMessage } from '#platform/outbox.server.ts';
import { outboxOf } from '../outbox.ts';
import type { RequestHandler } from './$types';

/**
 * The HTML of one message as it would be read: shown in a frame of our own, where it may style itself and run nothing.
 * Its links open elsewhere.
 */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { html } = await getOutboxMessage(outboxOf(locals.settings), params.name);
	const pictures = [...new Set([url.origin, locals.settings.origin])].join(' ');
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

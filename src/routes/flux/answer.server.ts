import { createHash } from 'node:crypto';
import { isKnownTag } from '#foundation/media/index.ts';

/** A feed, or that it is the same as before (RFC 9110): whoever asks every quarter of an hour is given it once. */
export function answerFeed(request: Request, body: string, type: string): Response {
	const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	const headers = { etag, 'cache-control': 'public, max-age=60', 'content-type': `${type}; charset=utf-8` };
	if (isKnownTag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
	// A page of another site may read what is public.
	return new Response(body, {
		headers: { ...headers, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
	});
}

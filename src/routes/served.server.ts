import { isKnownTag, type Served } from '#foundation/media/index.ts';

/**
 * Answers with stored bytes, or tells a browser that has them already that they are the same (RFC 9110). Whatever the
 * bytes are, the browser takes them for what we say and runs nothing.
 */
export function serve(request: Request, opened: Served, headers: Record<string, string>): Response {
	const common = { etag: opened.tag, 'x-content-type-options': 'nosniff', ...headers };
	if (isKnownTag(request.headers.get('if-none-match'), opened.tag)) {
		void opened.body.cancel();
		return new Response(null, { status: 304, headers: common });
	}
	const entity = { ...common, 'content-type': opened.mime, 'content-length': String(opened.bytes) };
	if (request.method !== 'HEAD') return new Response(opened.body, { headers: entity });
	void opened.body.cancel();
	return new Response(null, { headers: entity });
}

import { addressTo, trial } from '#editions/publications/index.ts';

/** A letter is written with inline styles, as mail clients ask; nothing in it runs. */
const policy =
	"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * A letter as a page of its own, to be framed by ours: its pictures are served from here, its links open elsewhere, and
 * those of one recipient lead to a page that explains.
 */
export function letterPage(html: string, origin: string): Response {
	const shown = addressTo(html, trial(origin))
		.replaceAll(`src="${origin}/`, 'src="/')
		.replace(/<head>/, '<head><base target="_blank">');
	return new Response(shown, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-language': 'fr',
			'content-security-policy': policy.replace("base-uri 'none'; ", ''),
			'x-frame-options': 'SAMEORIGIN',
			'x-robots-tag': 'noindex, nofollow',
			'cache-control': 'private, no-store'
		}
	});
}

import { letterInBrowser } from '#editions/publications/index.server.ts';
import { readNumber } from '#editions/publications/index.ts';
import type { RequestHandler } from './$types';

/** A letter is written with inline styles, as mail clients ask; nothing in it runs. */
const policy =
	"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, settings, structures } = locals;
	const asked = {
		publication: params.publication,
		number: readNumber(params.number),
		structure: url.searchParams.get('structure')
	};
	return new Response(await letterInBrowser(db, structures, asked, settings), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-language': 'fr',
			'content-security-policy': policy,
			'cache-control': 'public, max-age=60'
		}
	});
};

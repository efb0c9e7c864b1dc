import { readDraft } from '#editorial/articles/index.ts';
import { previewArticle } from '#editions/previews/index.server.ts';
import { reaches } from '#kernel/reach.ts';
import { answer, bodyOf, writerOf } from '../asked.server.ts';
import type { RequestHandler } from './$types';

/** What is being typed, as each structure would say it on every channel. Nothing is written. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, settings, structures } = event.locals;
		const [actor, body] = [writerOf(event), await bodyOf(event.request)];
		const reach = reaches.find((one) => one === body.reach) ?? 'internal';
		return previewArticle(db, actor, event.params.id, readDraft(body.draft), reach, { structures, settings });
	});

/** A letter is written with inline styles, as mail clients ask; nothing in it runs. */
const policy =
	"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** An empty page under the policy of letters: the preview writes its mail into it, in a frame where nothing runs. */
export const GET: RequestHandler = () =>
	new Response('<!doctype html><html lang="fr"><head><title>Courriel</title></head><body></body></html>', {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'x-frame-options': 'SAMEORIGIN',
			'cache-control': 'private, max-age=3600'
		}
	});

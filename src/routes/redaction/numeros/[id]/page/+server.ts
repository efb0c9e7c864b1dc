import { getComposition, readIssuePage } from '#editions/publications/index.server.ts';
import { answer, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** The issue as last saved, as the readers of one structure will see it on the site. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const actor = writerOf(event);
		const { issue, publication } = await getComposition(db, actor, event.params.id);
		const voice = event.url.searchParams.get('voix') ?? '';
		const reader = { structure: voice, structures: [voice], reach: publication.reach };
		return readIssuePage(db, reader, publication.slug, issue.number, actor);
	});

import { countAudience, countLists } from '#distribution/subscribers/index.server.ts';
import { checkIssue, getComposition } from '#editions/publications/index.server.ts';
import { answer, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** What is wrong with the issue as last saved, and who would receive it. `?liens`: links that lead elsewhere are tried. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { db, settings } = event.locals;
		const actor = writerOf(event);
		const { publication } = await getComposition(db, actor, event.params.id);
		const reached = await countAudience(db, publication, settings.sessionSecret);
		return {
			findings: await checkIssue(db, actor, event.params.id, settings, {
				foreign: event.url.searchParams.has('liens')
			}),
			reached,
			lists: await countLists(db, publication, settings.sessionSecret, reached)
		};
	});

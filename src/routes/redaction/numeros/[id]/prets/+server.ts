import { getComposition, listReady } from '#editions/publications/index.server.ts';
import { answer, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** What the issue can be made of, as it is searched. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const { searchParams } = event.url;
		const actor = writerOf(event);
		const { issue, publication } = await getComposition(db, actor, event.params.id);
		const said = {
			search: searchParams.get('q'),
			section: searchParams.get('rubrique'),
			structure: searchParams.get('structure')
		};
		const filter = Object.fromEntries(Object.entries(said).filter(([, value]) => value));
		return listReady(db, actor, publication, { ...filter, composing: issue.id });
	});

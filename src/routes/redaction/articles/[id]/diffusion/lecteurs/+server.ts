import { coverageOf } from '#editorial/articles/index.server.ts';
import { answer, writerOf } from '../../asked.server.ts';
import type { RequestHandler } from './$types';

/** How many agents the audience of `?de=` (structure ids) holds, and how many nothing reaches. Never who. */
export const GET: RequestHandler = (event) =>
	answer(() => {
		writerOf(event);
		const { structures, db } = event.locals;
		const asked = event.url.searchParams.getAll('de');
		return coverageOf(
			db,
			structures.map(({ id }) => id).filter((id) => asked.includes(id))
		);
	});

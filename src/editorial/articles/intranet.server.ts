import { isFindable } from '#foundation/search/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { indexArticle } from './indexing.server.ts';
import { getArticle } from './queries.server.ts';
import type { LeavingArticle, Outcome, Way } from './settle.server.ts';

const failed = (reason: string): Outcome => ({ state: 'failed', reason });

/** The intranet has an article when its page opens in each voice and the search knows it. */
export const intranet: Way = {
	async check(db, article) {
		const names = new Map((await listStructures(db)).map(({ id, shortName }) => [id, shortName]));
		for (const structure of article.voices) {
			const name = names.get(structure) ?? 'une structure';
			const page = await getArticle(db, { structure, structures: [structure], reach: 'internal' }, article.slug).catch(
				() => undefined
			);
			if (!page) return failed(`La page ne s’ouvre pas pour ${name}.`);
			if (page.expired) return failed('L’article avait expiré avant de paraître.');
			if (!(await isKnown(db, article, structure))) return failed(`La recherche ne le trouve pas pour ${name}.`);
		}
		return { state: 'published', reason: '' };
	}
};

/** An index that missed it is made again once before anyone is told. */
async function isKnown(db: Db, { id }: LeavingArticle, structure: string): Promise<boolean> {
	const subject = { kind: 'article', id };
	if (await isFindable(db, subject, structure)) return true;
	await db.transaction().execute((tx) => indexArticle(tx, id));
	return isFindable(db, subject, structure);
}

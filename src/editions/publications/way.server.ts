import type { LeavingArticle, Way } from '#editorial/articles/index.server.ts';
import { listByOutlet } from '#editorial/articles/index.server.ts';
import type { ArticleSummary } from '#editorial/articles/index.ts';
import { reachAllows } from '#kernel/reach.ts';
import { enumerate, typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Publication } from './publication.ts';
import { listAllIssues, listAllPublications } from './queries.server.ts';
import { articleIdsOf, isPublished } from './rules.ts';

const called: Record<Publication['kind'], string> = { newsletter: 'infolettre', journal: 'journal' };

/** The titles of one kind that may carry an article: one of its voices carries them, and their readers may read it. */
async function carriersOf(
	db: Db,
	kind: Publication['kind'],
	{ voices, reach }: LeavingArticle
): Promise<Publication[]> {
	const all = await listAllPublications(db);
	return all.filter(
		(one) => one.kind === kind && reachAllows(reach, one.reach) && one.voices.some((voice) => voices.includes(voice))
	);
}

/** What an article is to letters and journals: offered to the coming issue of a title, until one that holds it appears. */
export const inIssues = (kind: Publication['kind']): Way => ({
	async check(db, article) {
		const carriers = await carriersOf(db, kind, article);
		if (carriers.length === 0)
			return { state: 'failed', reason: `Aucun titre (${called[kind]}) ne parle pour ces structures à ces lecteurs.` };
		const titles = enumerate(carriers.map(({ title }) => `« ${title} »`));
		return { state: 'published', reason: typeset(`Proposé à ${titles}.`) };
	},
	async hasLeft(db, article) {
		for (const { id } of await carriersOf(db, kind, article)) {
			const issues = await listAllIssues(db, id);
			if (issues.some((issue) => isPublished(issue, now()) && articleIdsOf(issue.blocks).includes(article.id)))
				return true;
		}
		return false;
	}
});

/** Articles offered to a title that none of its issues holds yet, newest first: what its next one can be made of. */
export async function listOffered(db: Db, publication: Publication): Promise<ArticleSummary[]> {
	const [structure = publication.ownerId] = publication.voices;
	const reader = { structure, structures: publication.voices, reach: publication.reach };
	const offered = await listByOutlet(db, reader, publication.kind === 'journal' ? 'journal' : 'letter');
	const issues = await listAllIssues(db, publication.id);
	const used = new Set(issues.flatMap(({ blocks }) => articleIdsOf(blocks)));
	return offered.filter(
		({ id, voices }) => !used.has(id) && voices.some((voice) => publication.voices.includes(voice))
	);
}

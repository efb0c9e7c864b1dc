import { listByIds } from '#editorial/articles/index.server.ts';
import { getIssueCounts } from '#distribution/readership/index.server.ts';
import { channels, masked, said, sumSaid } from '#distribution/readership/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** The figures of an issue as they may be said: nothing under five leaves the server. */
export async function issueFigures(
	{ db, actor, structures }: { db: Db; actor: Actor; structures: Structure[] },
	id: string
) {
	const counts = await getIssueCounts(db, actor, id);
	const { publication, issue, isSent } = counts;
	const reader = { structure: publication.ownerId, structures: publication.voices, reach: publication.reach };
	const titles = new Map(
		(
			await listByIds(
				db,
				reader,
				counts.articles.map(({ articleId }) => articleId)
			)
		).map((one) => [one.id, one.title])
	);
	const rows = counts.structures.map(({ structureId, views, accepted, bounced, left }) => ({
		name: structures.find((one) => one.id === structureId)?.name ?? '',
		cells: [...channels.map((channel) => views[channel]), accepted, bounced, left].map((value) => said(masked(value)))
	}));
	const parts = counts.structures.map(({ views, accepted, bounced, left }) => [
		...channels.map((channel) => views[channel]),
		...[accepted, bounced, left]
	]);
	const total = [0, 1, 2, 3, 4, 5].map((index) => sumSaid(parts.map((row) => row[index] ?? 0)));
	return {
		publication: { slug: publication.slug, title: publication.title },
		issue: { id: issue.id, number: issue.number, title: issue.title, date: issue.date },
		...{ isSent, rows, total },
		articles: counts.articles
			.filter(({ articleId }) => titles.has(articleId))
			.map(({ articleId, views }) => ({ title: titles.get(articleId)!, views: said(masked(views)) })),
		series: counts.series.map(({ number, title, date, views, accepted }) => ({
			...{ number, title, date, views: masked(views), accepted: masked(accepted) }
		}))
	};
}

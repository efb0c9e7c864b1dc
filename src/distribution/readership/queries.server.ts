import { sql } from 'kysely';
import type { DeliveryState } from '#distribution/mailings/index.ts';
import { canWriteIssue, type Issue, type Publication } from '#editions/publications/index.ts';
import { findIssueById, getPublicationById, listAllIssues } from '#editions/publications/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { channels, type Channel } from './page-view.ts';

/** What was counted of an issue for one structure, as it is: what may be said of it is decided by `rules`. */
export type StructureCounts = {
	structureId: string;
	views: Record<Channel, number>;
	accepted: number;
	bounced: number;
	left: number;
};

/** An issue beside the others of its title. */
export type SeriesCount = Pick<Issue, 'number' | 'title' | 'date'> & { views: number; accepted: number };

export type IssueCounts = {
	publication: Publication;
	issue: Issue;
	structures: StructureCounts[];
	/** Of articles, read from this issue; by their number of views. */
	articles: { articleId: string; views: number }[];
	/** The latest issues of the title, this one included, oldest first. */
	series: SeriesCount[];
	/** Whether a mailing of it has begun. */
	isSent: boolean;
};

/** How many issues of a title stand beside each other. */
const seriesLength = 8;

/** What became of an issue, for who composes its title; `NotFound` for anybody else. */
export async function getIssueCounts(db: Db, actor: Actor, issueId: string): Promise<IssueCounts> {
	const { issue, publication } = await getForDesk(db, actor, issueId);
	const [views, mail, left] = [
		await viewsOf(db, [issueId]),
		await deliveriesOf(db, [issueId]),
		await leftAfter(db, issue, publication.id)
	];
	const structures = publication.voices.map((structureId) => ({
		structureId,
		views: byChannel(views.filter((one) => one.structureId === structureId && one.articleId === '')),
		...mailed(mail.filter((one) => one.structureId === structureId)),
		left: left.get(structureId) ?? 0
	}));
	return {
		...{ publication, issue, structures },
		articles: articlesOf(views),
		series: await seriesOf(db, publication, issue),
		isSent: mail.length > 0
	};
}

/** An issue with its title, for who may compose it. */
export async function getForDesk(
	db: Db,
	actor: Actor,
	issueId: string
): Promise<{ issue: Issue; publication: Publication }> {
	const issue = await findIssueById(db, issueId);
	if (!issue) throw new NotFound('Ce numéro n’existe pas.');
	const publication = await getPublicationById(db, issue.publicationId);
	if (!canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	return { issue, publication };
}

type Viewed = { issueId: string; articleId: string; structureId: string; channel: Channel; views: number };

async function viewsOf(db: Db, issueIds: string[]): Promise<Viewed[]> {
	const rows = await db
		.selectFrom('pageCount')
		.select(['issueId', 'articleId', 'structureId', 'channel', (eb) => eb.fn.sum<number>('views').as('views')])
		.where('issueId', 'in', issueIds)
		.groupBy(['issueId', 'articleId', 'structureId', 'channel'])
		.execute();
	return rows.map((row) => ({ ...row, views: Number(row.views) }));
}

type Mailed = { issueId: string; structureId: string; state: DeliveryState; letters: number };

async function deliveriesOf(db: Db, issueIds: string[]): Promise<Mailed[]> {
	const rows = await db
		.selectFrom('delivery')
		.innerJoin('mailing', 'mailing.id', 'delivery.mailingId')
		.select([
			'mailing.issueId',
			'delivery.structureId',
			'delivery.state',
			(eb) => eb.fn.countAll<number>().as('letters')
		])
		.where('mailing.issueId', 'in', issueIds)
		.where('mailing.startedAt', 'is not', null)
		.groupBy(['mailing.issueId', 'delivery.structureId', 'delivery.state'])
		.execute();
	return rows.map((row) => ({ ...row, letters: Number(row.letters) }));
}

/** Who received it and left the title before the next mailing of it, by structure. */
async function leftAfter(db: Db, issue: Issue, publicationId: string): Promise<Map<string, number>> {
	const { rows } = await sql<{ structureId: string; people: number }>`
		select delivery."structureId", count(distinct delivery."subscriberId") as people
		from delivery
		join mailing on mailing.id = delivery."mailingId"
		join subscription on subscription."subscriberId" = delivery."subscriberId"
			and subscription."publicationId" = ${publicationId}
		where mailing."issueId" = ${issue.id} and subscription.state = 'left' and subscription.at >= mailing."startedAt"
			and not exists (
				select 1 from mailing as later
				where later."publicationId" = ${publicationId} and later."issueId" <> ${issue.id}
					and later."startedAt" > mailing."startedAt" and later."startedAt" <= subscription.at
			)
		group by delivery."structureId"`.execute(db);
	return new Map(rows.map(({ structureId, people }) => [structureId, Number(people)]));
}

const byChannel = (rows: Viewed[]): Record<Channel, number> =>
	Object.fromEntries(
		channels.map((channel) => [channel, sum(rows.filter((row) => row.channel === channel).map(({ views }) => views))])
	) as Record<Channel, number>;

/** Accepted by the recipient's server, whatever came back later. */
const mailed = (rows: Mailed[]): { accepted: number; bounced: number } => ({
	accepted: sum(rows.filter(({ state }) => state === 'sent' || state === 'bounced').map(({ letters }) => letters)),
	bounced: sum(rows.filter(({ state }) => state === 'bounced').map(({ letters }) => letters))
});

function articlesOf(rows: Viewed[]): { articleId: string; views: number }[] {
	const byArticle = Map.groupBy(
		rows.filter(({ articleId }) => articleId !== ''),
		({ articleId }) => articleId
	);
	return [...byArticle]
		.map(([articleId, own]) => ({ articleId, views: sum(own.map(({ views }) => views)) }))
		.sort((a, b) => b.views - a.views);
}

async function seriesOf(db: Db, publication: Publication, issue: Issue): Promise<SeriesCount[]> {
	const all = await listAllIssues(db, publication.id);
	const near = all.filter(({ number, publishedAt }) => number <= issue.number && publishedAt).slice(0, seriesLength);
	if (near.length === 0) return [];
	const ids = near.map(({ id }) => id);
	const [views, mail] = [await viewsOf(db, ids), await deliveriesOf(db, ids)];
	return near
		.map(({ id, number, title, date }) => ({
			...{ number, title, date },
			views: sum(views.filter((one) => one.issueId === id && one.articleId === '').map((one) => one.views)),
			accepted: mailed(mail.filter((one) => one.issueId === id)).accepted
		}))
		.reverse();
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

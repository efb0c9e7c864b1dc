import {
	forgetRenditions,
	listArticleMedia,
	listArticleUses,
	type ArticleMediaUse
} from '#editorial/articles/index.server.ts';
import { mediaIn } from '#editorial/content/index.ts';
import { listFrontPagesOf } from '#editorial/front-pages/index.server.ts';
import { usesOf, type MediaPlaces, type MediaUse, type UseMoment } from '#foundation/media/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { publicationKindLabels, type Editorial, type IssueBlock, type Publication } from './publication.ts';

/** Every place where the house shows a media: articles, home pages, issues and logos. */
export const mediaPlaces: MediaPlaces = { list: listMediaUses, used: listUsedMedia, forget: forgetRenditions };

async function listMediaUses(db: Db, mediaIds: string[]): Promise<MediaUse[]> {
	const wanted = new Set(mediaIds);
	const structures = await listStructures(db);
	const articles = await listArticleUses(db, mediaIds);
	const live = articles.filter(({ moment, place }) => moment === 'live' && place === 'Article');
	const uses: MediaUse[] = [
		...articles.map(({ articleId: _, isCover: __, ...use }) => use),
		...(await frontPageUses(db, live, structures)),
		...(await issueUses(db, wanted, live)),
		...structures.flatMap((structure) => logoUse(structure, wanted))
	];
	return uses.sort((one, other) => order.indexOf(one.moment) - order.indexOf(other.moment));
}

const order: UseMoment[] = ['live', 'planned', 'working', 'past'];

async function listUsedMedia(db: Db): Promise<Set<string>> {
	const logos = (await listStructures(db)).flatMap(({ identity }) => identity.logo ?? []);
	const issues = await ownTexts(db);
	return new Set([...logos, ...(await listArticleMedia(db)), ...issues.flatMap(({ media }) => media)]);
}

async function frontPageUses(db: Db, articles: ArticleMediaUse[], structures: Structure[]): Promise<MediaUse[]> {
	const covers = articles.filter(({ isCover }) => isCover);
	const items = await listFrontPagesOf(
		db,
		covers.map(({ articleId }) => articleId)
	);
	return items.flatMap(({ structureId, articleId }) => {
		const structure = structures.find(({ id }) => id === structureId);
		const shown = covers.filter((use) => use.articleId === articleId);
		if (!structure) return [];
		return shown.map(({ mediaId, title }) => ({
			...{ mediaId, title, place: `Une · ${structure.shortName}`, href: '/', moment: 'live' as const },
			...{ wasPublished: true, uses: [], structures: [structureId], authors: [] },
			todo: 'Elle en disparaît aussitôt. L’article y reste, sans image.'
		}));
	});
}

/** Issues that show an article with it, or that hold it in a text of their own. */
async function issueUses(db: Db, wanted: Set<string>, articles: ArticleMediaUse[]): Promise<MediaUse[]> {
	const own = (await ownTexts(db)).flatMap(({ issueId, media }) =>
		media.filter((id) => wanted.has(id)).map((mediaId) => ({ issueId, mediaId }))
	);
	const ids = articles.map(({ articleId }) => articleId);
	const blocks =
		ids.length > 0
			? await db.selectFrom('issueBlock').select(['issueId', 'articleId']).where('articleId', 'in', ids).execute()
			: [];
	const through = blocks.flatMap(({ issueId, articleId }) =>
		articles.filter((use) => use.articleId === articleId).map(({ mediaId }) => ({ issueId, mediaId }))
	);
	const pairs = new Map([...own, ...through].map((pair) => [`${pair.issueId} ${pair.mediaId}`, pair]));
	const issues = await issueRows(db, [...new Set([...pairs.values()].map(({ issueId }) => issueId))]);
	return [...pairs.values()].flatMap(({ issueId, mediaId }) => {
		const issue = issues.find(({ id }) => id === issueId);
		return issue ? [issueUse(issue, mediaId)] : [];
	});
}

async function issueRows(db: Db, ids: string[]) {
	if (ids.length === 0) return [];
	return db
		.selectFrom('issue')
		.innerJoin('publication', 'publication.id', 'issue.publicationId')
		.select(['issue.id', 'issue.number', 'issue.title', 'issue.publishedAt', 'issue.authorId', 'slug', 'kind'])
		.select(['publication.title as publication', 'publication.ownerId', 'publication.reach'])
		.where('issue.id', 'in', ids)
		.execute();
}

function issueUse(issue: Awaited<ReturnType<typeof issueRows>>[number], mediaId: string): MediaUse {
	const hasAppeared = issue.publishedAt !== null && issue.publishedAt <= now();
	const moment: UseMoment = hasAppeared ? 'live' : issue.publishedAt ? 'planned' : 'working';
	return {
		mediaId,
		place: publicationKindLabels[issue.kind],
		title: `${issue.publication} n° ${issue.number} : ${issue.title}`,
		href: `/journaux/${issue.slug}/${issue.number}`,
		moment,
		wasPublished: hasAppeared,
		uses: hasAppeared ? usesOf([outletOf(issue.kind)], issue.reach) : [],
		todo: hasAppeared ? alreadyOut[issue.kind] : 'Le numéro paraîtrait sans elle. Choisissez-en une autre.',
		structures: [issue.ownerId],
		authors: issue.authorId ? [issue.authorId] : []
	};
}

const alreadyOut: Record<Publication['kind'], string> = {
	journal: 'La page en ligne ne la montre plus. Retirez les exemplaires imprimés.',
	newsletter: 'Déjà envoyée : elle ne s’y affiche plus. Voyez s’il faut un rectificatif.'
};

const picturesOf = (editorial: Editorial | null | undefined): string[] =>
	editorial ? [...mediaIn(editorial.body.content), ...(editorial.portrait ? [editorial.portrait.media] : [])] : [];

/** The way out that a publication is, as articles name theirs. */
export const outletOf = (kind: Publication['kind']): 'journal' | 'letter' =>
	kind === 'journal' ? 'journal' : 'letter';

/** The media in the texts that belong to issues: editorials and blocks of text. */
async function ownTexts(db: Db): Promise<{ issueId: string; media: string[] }[]> {
	const issues = await db
		.selectFrom('issue')
		.select(['id', 'editorial', 'voices'])
		.where((eb) => eb.or([eb('editorial', 'like', '%"media"%'), eb('voices', 'like', '%"media"%')]))
		.execute();
	const blocks = await db
		.selectFrom('issueBlock')
		.select(['issueId', 'content'])
		.where('articleId', 'is', null)
		.where('content', 'like', '%"media"%')
		.execute();
	return [
		...issues.map(({ id, editorial, voices }) => ({
			issueId: id,
			media: [readJson(editorial), ...Object.values(readJson(voices)).map((voice) => voice.editorial)].flatMap(
				picturesOf
			)
		})),
		...blocks.map(({ issueId, content }) => {
			const block = readJson<IssueBlock>(content);
			return { issueId, media: block.kind === 'text' || block.kind === 'tribune' ? mediaIn(block.body.content) : [] };
		})
	];
}

function logoUse({ id, identity, shortName }: Structure, wanted: Set<string>): MediaUse[] {
	if (!identity.logo || !wanted.has(identity.logo)) return [];
	return [
		{
			...{ mediaId: identity.logo, place: 'Logo', title: `Charte : ${shortName}`, href: null, moment: 'live' },
			...{ wasPublished: true, uses: ['intranet', 'public'], structures: [id], authors: [] },
			todo: 'Donnez un autre logo à la structure.'
		}
	];
}

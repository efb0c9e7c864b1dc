export {
	createArticle,
	markSource,
	publishArticle,
	renameArticle,
	reviseArticle,
	withdrawArticle
} from './commands.server.ts';
export { indexArticle } from './indexing.server.ts';
export {
	findArticleAddress,
	findRenditions,
	getArticle,
	listByIds,
	listPublished,
	listRecent,
	listUpcomingEvents,
	type ArticleFilter,
	type ArticlePage,
	type EventDate
} from './queries.server.ts';
export {
	findForWriting,
	getForWriting,
	listForWriting,
	listVisibleIds,
	type WrittenArticle
} from './writing.server.ts';

export type { ArticleFeed, FeedItem } from './feed.ts';

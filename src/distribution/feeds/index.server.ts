export { atom, jsonFeed } from './formats.server.ts';
export { findPublicAddress, getFeed, getPublicArticle } from './queries.server.ts';
export { feeds } from './way.server.ts';

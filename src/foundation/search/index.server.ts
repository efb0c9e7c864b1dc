export { forgetSubject, indexSubject } from './commands.server.ts';
export { isFindable, search } from './queries.server.ts';
export type { SearchEntry, SearchQuestion, SearchResults } from './search.ts';

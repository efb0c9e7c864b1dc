/**
 * Every table of the house. Each module adds its own in its `tables.server.ts` by declaration merging, so that this
 * floor knows no domain word:
 *
 *     declare module '#platform/database/tables.ts' { interface Tables { article: ArticleTable } }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Tables {}

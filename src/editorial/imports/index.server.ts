export { readArticleFile, writeArticleFile } from './article-file.server.ts';
export { readFields, type Fields } from './fields.ts';
export { readFrontMatter, type FrontMatter } from './front-matter.ts';
export { houseDraft, readHouseArticle, type HouseArticle, type Territory } from './house.server.ts';
export { importPath } from './import.server.ts';
export type { FoundFile } from './lookup.server.ts';
export type { ImportOptions, ImportReport, OnProgress } from './report.ts';

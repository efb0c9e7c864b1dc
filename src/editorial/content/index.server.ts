export { readHtml, readMarkdown } from './markdown/parse.server.ts';
export type { FoundImage, Reading, ReadingOptions, ResolveFile, ResolveImage } from './markdown/reading.ts';
export { resolveMedia } from './markdown/resolve.server.ts';

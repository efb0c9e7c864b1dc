export { previewArticle } from './preview.server.ts';

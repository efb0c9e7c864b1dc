export { readOwnMarkdown, type OwnArticle, type Places } from './own-markdown.server.ts';

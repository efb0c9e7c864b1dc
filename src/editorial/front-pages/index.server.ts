export { composeFrontPage } from './commands.server.ts';
export { getFrontPage, listFrontPagesOf, type FrontPage } from './queries.server.ts';

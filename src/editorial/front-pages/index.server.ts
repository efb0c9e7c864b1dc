export { composeFrontPage } from './commands.server.ts';
export { getFrontPage, type FrontPage } from './queries.server.ts';

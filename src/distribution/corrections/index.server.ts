export { sayInNextIssue } from './commands.server.ts';
export { getIssueCorrections } from './queries.server.ts';
export { tellCorrections } from './telling.server.ts';

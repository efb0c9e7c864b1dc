export { archiveIssue, type ArchiveHouse } from './making.server.ts';

export { audit } from './commands.server.ts';
export { lastAuditId, listAudit, type AuditEntry } from './queries.server.ts';

export { attestProof, requestProof, takeBackProof } from './asking.server.ts';
export { refuseUnproofed } from './comparing.server.ts';
export { decideIssue } from './deciding.server.ts';
export { getIssueForDecision, listProofReaders, type DecidingIssue } from './queries.server.ts';

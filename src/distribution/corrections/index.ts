export type { IssueCorrections, Proposal, SentCorrection } from './correction.ts';

export { canSetElections } from './can.ts';
export type { ElectionDraft, ElectionPeriod } from './election.ts';
export { isRunning, preElectionStart, runningFor } from './rules.ts';

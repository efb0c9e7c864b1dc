export { addElectionPeriod, changeElectionPeriod, removeElectionPeriod } from './commands.server.ts';
export { getElectionPeriod, listElectionPeriods } from './queries.server.ts';

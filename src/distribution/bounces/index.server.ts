export { condemn, fileReturn, reinstate } from './commands.server.ts';
export { forgetReturns, forgetReturnsOf, readReturns } from './duties.server.ts';
export { forgetOwnTraces } from './own.server.ts';
export { takeIn, type Intake } from './intake.server.ts';
export { countReturns, getReturn, listReturns, type ReturnCounts, type ReturnFilter } from './queries.server.ts';

export { countView, flushViews } from './counting.server.ts';
export { getForDesk, getIssueCounts } from './queries.server.ts';

export { countView, flushViews } from './counting.server.ts';
export { getForDesk, getIssueCounts } from './queries.server.ts';
export { getSeries } from './series.server.ts';

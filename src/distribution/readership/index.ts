export { channelLabels, channels, type Channel, type PageView } from './page-view.ts';
export { isReading, leastShown, masked, maskedLabel, said, sumSaid, viewOf } from './rules.ts';
export type { IssueCounts, SeriesCount, StructureCounts } from './queries.server.ts';
export type { SeriesLine } from './series.server.ts';

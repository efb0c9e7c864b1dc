export {
	markerLabels,
	outletInitials,
	writtenMarkers,
	type ArticleEntry,
	type Calendar,
	type CalendarDay,
	type CalendarFilter,
	type CloseSubject,
	type EventEntry,
	type IssueEntry,
	type Marker,
	type MarkerDraft,
	type MarkerKind,
	type MarkersImport,
	type View,
	type WeekLoad
} from './calendar.ts';
export { canReadCalendar, canWriteMarker } from './can.ts';
export { closeWithin, stepFrom, usualLoad } from './rules.ts';

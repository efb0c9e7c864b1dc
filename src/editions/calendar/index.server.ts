export { moveArticle, type Destination, type Move } from './commands.server.ts';
export { calendarFile } from './feed.server.ts';
export { findCalendarLink, openCalendarLink, renewCalendarLink, revokeCalendarLink } from './links.server.ts';
export { getMarker, importMarkers, listMarkers, removeMarker, writeMarker } from './markers.server.ts';
export { getCalendar, listCloseSubjects } from './queries.server.ts';

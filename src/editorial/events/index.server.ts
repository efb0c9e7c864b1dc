export { register, withdrawRegistration } from './commands.server.ts';
export { eventCalendar } from './ics.server.ts';
export { listAttendees, listPlaces, type AttendeeList } from './queries.server.ts';
export { remindRegistrations } from './reminders.server.ts';

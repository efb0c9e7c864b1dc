export { registrationStateLabels, type Attendee, type DatePlaces, type RegistrationState } from './event.ts';

export { addFile, addImage, uploadImage } from './commands.server.ts';
export {
	addConsent,
	findConsentFaults,
	removeConsent,
	restoreMedia,
	withdrawConsent,
	type ConsentFault
} from './consenting.server.ts';
export {
	getLibraryItem,
	listConsents,
	listContributors,
	listLibrary,
	listVersions,
	type LibraryFilter,
	type LibraryItem
} from './library.server.ts';
export { encodePicture } from './picture.server.ts';
export { findMedia, listMedia, loadMedia, openFile, openPicture, openStoredPicture } from './queries.server.ts';
export { remindConsents } from './reminding.server.ts';
export { putBackVersion, replaceMedia } from './replacing.server.ts';
export { deleteMedia, describeMedia, keepingUses, type MediaDescription } from './tending.server.ts';

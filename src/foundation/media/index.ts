export { canAddMedia, canTendMedia } from './can.ts';
export {
	consentFaults,
	consentState,
	consentStateLabels,
	consentUseLabels,
	consentUses,
	usesOf,
	type Consent,
	type ConsentState,
	type ConsentUse
} from './consents.ts';
export { checkDescription, type ConsentDraft, type Description, type FileDraft, type ImageDraft } from './input.ts';
export { flagsOf, isLibraryState, libraryStates, plainWords, type Flag, type LibraryState } from './library.ts';
export {
	fileUrl,
	pictureFormats,
	pictureSet,
	pictureUrl,
	type Media,
	type MediaKind,
	type PictureFormat,
	type Served
} from './media.ts';
export { contentDisposition, isKnownTag } from './rules.ts';
export { useMomentLabels, type MediaPlaces, type MediaUse, type UseMoment } from './uses.ts';

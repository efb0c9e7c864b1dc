export { canAddMedia } from './can.ts';
export { checkDescription, type Description, type FileDraft, type ImageDraft } from './input.ts';
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

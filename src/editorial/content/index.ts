export * from './document.ts';
export {
	plainText,
	type Channelled,
	type ChannelContext,
	type Voice,
	type Warning,
	type WarningCode
} from './channel.ts';
export { blockLabels, checkDoc } from './check.ts';
export { differencesOf, type Difference, type Stretch } from './differences.ts';
export { linksIn, mediaIn, plainBlocks, wordsOf } from './form.ts';
export { coversOf, mediaOf } from './media-of.ts';
export { headingsOf, type TableOfContentsEntry } from './headings.ts';
export {
	isFor,
	rendition,
	type ChannelText,
	type ChannelTextName,
	type Content,
	type Rendition,
	type Variant
} from './rendition.ts';
export { schema } from './schema.ts';
export { html } from './channels/html.ts';
export { markdown } from './channels/markdown.ts';
export { mjml, mjmlElements } from './channels/mjml.ts';
export { text } from './channels/text.ts';
export {
	channelText,
	channelTextLabels,
	channelTextLimits,
	cutAtSentence,
	isDiverging,
	signsOf,
	sourceMark,
	writtenText
} from './texts.ts';
export { typedBlocks } from './typed.ts';

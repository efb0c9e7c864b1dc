import atkinson from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import serifItalic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2?url';
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import { fontFaces, type PaperFont } from '#editions/prints/index.ts';
import { typefaceFiles } from '#foundation/structures/ui/typefaces.ts';

const { bricolage, schibsted, fraunces, newsreader } = typefaceFiles;

/** Where the site has the typefaces of the sheets. */
const files: Record<string, string> = {
	'Bricolage Grotesque': bricolage,
	'Schibsted Grotesk': schibsted,
	Fraunces: fraunces,
	Newsreader: newsreader,
	'Source Serif 4': serif,
	'Atkinson Hyperlegible Next': atkinson
};

const urlOf = ({ family, style }: PaperFont): string => (style === 'italic' ? serifItalic : files[family]!);

export const paperFontFaces: string = fontFaces(urlOf);

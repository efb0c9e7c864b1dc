/** A typeface of the sheets: its file among our dependencies. */
export type PaperFont = { family: string; style: 'normal' | 'italic'; weights: string; file: string };

const latin = (name: string, style = 'normal') =>
	`@fontsource-variable/${name}/files/${name}-latin-wght-${style}.woff2`;

export const paperFonts: PaperFont[] = [
	{ family: 'Bricolage Grotesque', style: 'normal', weights: '200 800', file: latin('bricolage-grotesque') },
	{ family: 'Schibsted Grotesk', style: 'normal', weights: '400 900', file: latin('schibsted-grotesk') },
	{ family: 'Fraunces', style: 'normal', weights: '100 900', file: latin('fraunces') },
	{ family: 'Newsreader', style: 'normal', weights: '200 800', file: latin('newsreader') },
	{ family: 'Source Serif 4', style: 'normal', weights: '200 900', file: latin('source-serif-4') },
	{ family: 'Source Serif 4', style: 'italic', weights: '200 900', file: latin('source-serif-4', 'italic') },
	{
		family: 'Atkinson Hyperlegible Next',
		style: 'normal',
		weights: '200 800',
		file: latin('atkinson-hyperlegible-next')
	}
];

/** None of the files has the narrow no-break space of French: `ui/narrow-space.woff2`, a font of that one sign. */
const narrowSpace =
	'd09GMgABAAAAAAFIAAoAAAAAAqAAAAD+AAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAANAocNgE2AiQDCAsGAAQgBYEHBy0b/wEgngV2i1tqfezDGLbhaXg1HurX9O3+TVIix651wA49kK2yaO2pqCjXjm/16Taj6/L6Ov4gfgkJIVxMwoT84knp7G9bHncBRhQlHEIgAQWYBQS9jWBAM5zbmEdsCkWrHQS9osVbMFDCf0CXxc4+W9vpL0iMCcA7OtGwhgbWlB2UEuzs9z0ungCQoBAoDAAFgpodzNdRpwMCwd37+H6x/6nWfuFntxB2RIyzQ5MgGOEg/hw5irEAAGRTJvRUAnsJA+VMgLCGEkgja5qoaWHPOmzSgtvX8EyE3CmJ2lnFAal/aEtwKUEQdxQRFPHsUZuZzPFdijqPJHL4Mn+iAAAAAA==';

const withNarrowSpace = ({ family, style, weights }: PaperFont): string =>
	`@font-face{font-family:'${family}';font-style:${style};font-weight:${weights};unicode-range:U+202F;src:url(data:font/woff2;base64,${narrowSpace}) format('woff2')}`;

/** Their `@font-face` rules, with the address of each file. */
export const fontFaces = (urlOf: (font: PaperFont) => string): string =>
	paperFonts
		.map(
			(font) =>
				`${withNarrowSpace(font)}@font-face{font-family:'${font.family}';font-style:${font.style};font-weight:${font.weights};font-display:swap;src:url(${urlOf(font)}) format('woff2')}`
		)
		.join('');

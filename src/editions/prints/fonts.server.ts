import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fontFaces, paperFonts, type PaperFont } from './fonts.ts';

const { resolve } = createRequire(import.meta.url);

let inlined: Promise<string> | undefined;

/** The typefaces of the sheets inside the style itself: a file that stands alone asks for nothing. */
export function inlineFonts(): Promise<string> {
	inlined ??= Promise.all(paperFonts.map(inline)).then((urls) => fontFaces((font) => urls[paperFonts.indexOf(font)]!));
	return inlined;
}

const inline = async ({ file }: PaperFont): Promise<string> =>
	`data:font/woff2;base64,${(await readFile(resolve(file))).toString('base64')}`;

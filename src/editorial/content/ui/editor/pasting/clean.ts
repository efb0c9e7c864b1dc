import { flow, type Reading } from './flow.ts';
import { readForeign } from './foreign.ts';

/** What is left of a pasted text: HTML of our own blocks only, the pictures that came in it, how many did not come. */
export type Cleaned = { html: string; pictures: { id: string; src: string; alt: string }[]; lost: number };

/** Set on what is copied in our own editor, which needs no cleaning. */
export const ownMark = 'data-unisson';

/**
 * HTML from Word, LibreOffice, Google Docs or a web page as the blocks that it means: titles from level 2, lists,
 * tables with headers, links that can be followed, strong and emphasis from tags and from styles. Colours, typefaces,
 * empty lines and hidden parts go. Pictures inside the text come as `img[data-media]`, to be described; those that
 * stayed elsewhere (on a site, on a disk) are counted in `lost`. For a browser: it needs `DOMParser`.
 */
export function cleanHtml(html: string, origin: string): Cleaned {
	const body = readForeign(html);
	const target = document.implementation.createHTMLDocument('');
	const reading: Reading = {
		hasLanguages: !/mso-|urn:schemas-microsoft|LibreOffice|OpenOffice|docs-internal-guid/i.test(html),
		origin,
		raise: body.querySelector('h1') ? 1 : 0,
		lastTitle: 3,
		pictures: [],
		lost: 0,
		make: (tag) => target.createElement(tag)
	};
	target.body.append(...flow(body.childNodes, {}, reading));
	return { html: target.body.innerHTML, pictures: reading.pictures, lost: reading.lost };
}

/** Whether a pasted HTML says something in words: an office suite also gives a picture of what was copied. */
export const hasWords = (html: string): boolean => (readForeign(html).textContent ?? '').trim() !== '';

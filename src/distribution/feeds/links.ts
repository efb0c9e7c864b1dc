/**
 * HTML of our own html channel with whole addresses, for who reads it elsewhere: links, pictures in all their widths, and
 * links inside the page, which lead to it.
 */
export const wholeLinks = (html: string, origin: string, page: string): string =>
	html
		.replace(/\b(href|src)="\/(?!\/)/g, (_, name: string) => `${name}="${origin}/`)
		.replace(/\bhref="#/g, `href="${page}#`)
		.replace(/\bsrcset="([^"]*)"/g, (_, set: string) => `srcset="${set.replace(/(^|,\s*)\/(?!\/)/g, `$1${origin}/`)}"`);

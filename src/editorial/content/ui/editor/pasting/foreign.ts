/**
 * Foreign HTML as a tree to read, which applies and runs nothing: a page with a strict content policy would report each
 * style and handler of it, and hide the styles from us. They are kept under another name, for `styleOf`.
 */
export function readForeign(html: string): HTMLElement {
	const inert = html
		.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
		.replace(/<[a-z][^<>]*>/gi, (tag) =>
			tag.replace(/([\s"'/])style(?=\s*=)/gi, '$1data-style').replace(/([\s"'/])on[a-z]+(?=\s*=)/gi, '$1data-on')
		);
	return new DOMParser().parseFromString(inert, 'text/html').body;
}

/** All that the style of an element says, as it was written. */
export const writtenStyle = (element: Element): string => element.getAttribute('data-style') ?? '';

/** What a style says of one property, in lower case; empty when it says nothing. */
export const styleOf = (element: Element, property: string): string =>
	new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i').exec(writtenStyle(element))?.[1]?.trim().toLowerCase() ??
	'';

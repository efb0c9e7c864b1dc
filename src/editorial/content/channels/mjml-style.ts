/** Typefaces that every mail client has; the house's own are not loaded in mails. */
export const serif = 'Georgia,serif';
export const sans = 'Arial,sans-serif';

/** Light colours. The layout's `prefers-color-scheme` rules answer to the classes: body-text, soft, rule, panel, link. */
export const shades = { ink: '#1c1a17', soft: '#5c554b', hairline: '#ded7cb', panel: '#f3ede2' };

/** Stands between pieces of output that cannot share an `mj-text`; `checkDoc` keeps it out of every text. */
export const cut = '\u001e';

/** An MJML element on its own. Attribute values and content come escaped. */
export function element(tag: string, attributes: Record<string, string>, content?: string): string {
	const said = Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${value}"`)
		.join('');
	return `${cut}<${tag}${said}${content === undefined ? '/>' : `>${content}</${tag}>`}${cut}`;
}

/** The `mj-text` around a run of text, on a panel when it has a background. */
export function textElement(inside: string, padding: string, background?: string): string {
	const attributes = {
		'css-class': background ? 'body-text panel' : 'body-text',
		...(background && { 'container-background-color': background }),
		'font-family': serif,
		'font-size': '17px',
		'line-height': '1.55',
		color: shades.ink,
		padding
	};
	return element('mj-text', attributes, inside).replaceAll(cut, '');
}

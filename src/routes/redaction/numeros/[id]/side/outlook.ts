import { addressTo, trial } from '#editions/publications/index.ts';

/** A letter to be pasted in a mail: without what only Outlook’s own reader of letters understands. */
export const forPasting = (html: string, origin: string): string =>
	addressTo(html, trial(origin))
		.replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/g, '')
		.replace(/<!--\[if [^\]]*\]><!-->|<!--<!\[endif\]-->/g, '');

/** Puts a letter on the clipboard, with its pictures and with its text alone. Throws when the browser refuses. */
export async function copyLetter({ html, text }: { html: string; text: string }): Promise<void> {
	const { origin } = location;
	await navigator.clipboard.write([
		new ClipboardItem({
			'text/html': new Blob([forPasting(html, origin)], { type: 'text/html' }),
			'text/plain': new Blob([addressTo(text, trial(origin))], { type: 'text/plain' })
		})
	]);
}

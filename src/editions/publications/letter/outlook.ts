/**
 * The HTML of a letter as it is pasted into a message that somebody writes: without the comments that only Word's engine
 * reads, which a paste would show or lose, without its head, and without the links of one recipient.
 */
export const outlookHtml = ({ html }: { html: string }): string =>
	html
		.replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/g, '')
		.replace(/<!--\[if !mso[^\]]*\]><!-->|<!--<!\[endif\]-->/g, '')
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/^[\s\S]*?<body[^>]*>/, '')
		.replace(/<\/body>[\s\S]*$/, '')
		.replace(/<p class="links"[^>]*>[\s\S]*?<\/p>/, '')
		.trim();

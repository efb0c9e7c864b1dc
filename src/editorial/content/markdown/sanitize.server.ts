import { sanitize, type Schema } from 'hast-util-sanitize';
import type { Warning } from '../channel.ts';
import { directiveAttributes, directiveNames } from './own-elements.server.ts';
import type { HtmlNode, HtmlRoot } from './trees.ts';

/** What is taken out with all that it holds. */
const stripped = [
	...['script', 'style', 'form', 'template', 'noscript', 'svg', 'math', 'canvas', 'applet', 'head', 'title', 'link'],
	...['meta', 'base', 'input', 'select', 'textarea', 'button', 'datalist', 'dialog', 'portal', 'map']
];

const kept = [
	...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'section', 'article', 'main', 'header', 'footer', 'nav', 'aside'],
	...['address', 'center', 'fieldset', 'legend', 'hgroup', 'ul', 'ol', 'li', 'menu', 'dl', 'dt', 'dd', 'blockquote'],
	...[
		'pre',
		'code',
		'hr',
		'br',
		'a',
		'strong',
		'b',
		'em',
		'i',
		'cite',
		'dfn',
		'var',
		'q',
		'sup',
		'sub',
		'span',
		'abbr'
	],
	...['small', 'mark', 'del', 'ins', 's', 'u', 'time', 'kbd', 'samp', 'bdi', 'bdo', 'font', 'label', 'figure'],
	...['figcaption', 'img', 'picture', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'details'],
	...['summary', 'iframe', 'video', 'audio', 'source', 'object', 'embed']
];

const schema = (directives: boolean): Schema => ({
	strip: stripped,
	tagNames: directives ? [...kept, ...directiveNames.map((name) => `unisson-${name}`)] : kept,
	attributes: {
		'*': ['lang', 'className'],
		a: ['href', 'dataFootnoteRef', 'dataFootnoteBackref'],
		abbr: ['title'],
		b: ['style'],
		section: ['dataFootnotes'],
		img: ['src', 'dataSrc', 'dataLazySrc', 'alt', 'title', 'width', 'height'],
		ol: ['start'],
		td: ['colSpan', 'rowSpan'],
		th: ['colSpan', 'rowSpan'],
		iframe: ['src', 'dataSrc', 'title'],
		video: ['src', 'title'],
		audio: ['src', 'title'],
		source: ['src'],
		embed: ['src', 'title'],
		object: ['data', 'title'],
		...(directives && Object.fromEntries(directiveNames.map((name) => [`unisson-${name}`, directiveAttributes])))
	},
	// Said, because what is left out here falls back on GitHub's own rules.
	ancestors: {},
	clobber: [],
	protocols: {},
	required: {},
	allowComments: false,
	allowDoctypes: false
});

const told: Record<string, string> = {
	script: 'Un script a été retiré.',
	form: 'Un formulaire a été retiré.',
	svg: 'Un dessin SVG a été retiré.',
	canvas: 'Un dessin a été retiré.',
	math: 'Une formule mathématique a été retirée.'
};

/**
 * A foreign tree without scripts, styles, forms or event handlers. Addresses are judged later, where each is read and
 * where it can be said that one was refused: what comes out of a reading is blocks, never this HTML.
 */
export function cleanTree(tree: HtmlRoot, directives: boolean, warnings: Warning[]): HtmlRoot {
	for (const name of new Set(namesIn(tree)))
		if (told[name]) warnings.push({ code: 'content-removed', message: told[name] });
	return sanitize(tree, schema(directives)) as HtmlRoot;
}

function* namesIn(node: HtmlNode): Generator<string> {
	if (node.type === 'element') yield node.tagName;
	if ('children' in node) for (const child of node.children) yield* namesIn(child);
}

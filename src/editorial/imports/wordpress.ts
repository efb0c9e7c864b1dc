import type { Warning } from '#editorial/content/index.ts';

/** A picture of the export's library, by the number that galleries name. */
export type Attachment = { url: string; alt: string; caption: string };

const block =
	'(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|iframe|video|audio|object|script)';

/**
 * The HTML that a WordPress text means. Its blocks' comments say nothing more than its tags; in older texts an empty line
 * parts paragraphs, and shortcodes stand for what the old site put there.
 */
export function wordpressHtml(content: string, attachments: Map<string, Attachment>, warnings: Warning[]): string {
	const text = content.replace(/\r\n?/g, '\n');
	const isOfBlocks = text.includes('<!-- wp:');
	const plain = withoutShortcodes(text, attachments, warnings).replace(/<!--[\s\S]*?-->/g, '');
	return isOfBlocks ? plain : withParagraphs(plain);
}

const attribute = (given: string, name: string): string =>
	new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'\\]]+))`, 'i')
		.exec(given)
		?.slice(1)
		.find(Boolean) ?? '';

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

function withoutShortcodes(text: string, attachments: Map<string, Attachment>, warnings: Warning[]): string {
	const removed = new Set<string>();
	const output = text
		.replace(/\[\[([^\]]+)\]\]/g, '&#91;$1&#93;')
		.replace(/\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/gi, (_, given: string, inside: string) =>
			caption(given, inside)
		)
		.replace(/\[gallery([^\]]*)\]/gi, (_, given: string) => gallery(given, attachments))
		.replace(/\[(embed|youtube|vimeo|dailymotion)[^\]]*\]\s*(\S+?)\s*\[\/\1\]/gi, (_, _name, url: string) => frame(url))
		.replace(/\[(video|audio|playlist)([^\]]*)\](?:\s*\[\/\1\])?/gi, (_, _name, given: string) => {
			const url = ['src', 'mp4', 'm4v', 'webm', 'ogv', 'mp3', 'ogg', 'wav']
				.map((name) => attribute(given, name))
				.find(Boolean);
			return url ? frame(url) : '';
		})
		.replace(
			/\[(\/?)([a-z][a-z0-9_-]*)((?:\s+[a-z_-]+\s*=[^\]]*)?)\s*\/?\]/gi,
			(all, closing: string, name: string, given: string) => {
				const isPaired = new RegExp(`\\[/${name}\\]`, 'i').test(text);
				if (!closing && !given && !isPaired && !name.includes('_')) return all;
				removed.add(name);
				return '';
			}
		);
	if (removed.size > 0) {
		const names = [...removed].slice(0, 5).join(', ');
		warnings.push({ code: 'content-removed', message: `Des codes de l’ancien site ont été retirés\u00a0: ${names}.` });
	}
	return output;
}

const frame = (url: string) => `\n\n<iframe src="${escape(url)}"></iframe>\n\n`;

/** `[caption …]<img …> words[/caption]`, and the older `caption="words"`. */
function caption(given: string, inside: string): string {
	const image = /(?:<a\s[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inside)?.[0] ?? '';
	const words = inside.replace(image, '').trim() || escape(attribute(given, 'caption'));
	return `\n\n<figure>${image}<figcaption>${words}</figcaption></figure>\n\n`;
}

function gallery(given: string, attachments: Map<string, Attachment>): string {
	const ids = (attribute(given, 'ids') || attribute(given, 'include')).split(/[\s,]+/);
	const images = ids.flatMap((id) => attachments.get(id) ?? []);
	const figures = images.map(
		({ url, alt, caption }) =>
			`<figure><img src="${escape(url)}" alt="${escape(alt)}"><figcaption>${escape(caption)}</figcaption></figure>`
	);
	return figures.length > 0 ? `\n\n<figure>${figures.join('')}</figure>\n\n` : '';
}

/** Paragraphs where WordPress saw them: at empty lines, outside of tags that are blocks; a line's end is a break. */
function withParagraphs(text: string): string {
	const kept: string[] = [];
	const held = text.replace(
		/<(pre|script|style|textarea)\b[\s\S]*?<\/\1>/gi,
		(whole) => `\n\n\u0001${kept.push(whole) - 1}\u0001\n\n`
	);
	const spaced = held
		.replace(new RegExp(`(<${block}[\\s/>])`, 'gi'), '\n\n$1')
		.replace(new RegExp(`(</${block}>)`, 'gi'), '$1\n\n')
		.replace(/(<(?:hr|br)\b[^>]*>)\n/gi, '$1');
	const startsBlock = new RegExp(`^\\s*(?:</?${block}[\\s/>]|\\u0001)`, 'i');
	return spaced
		.split(/\n\s*\n/)
		.filter((part) => part.trim() !== '')
		.map((part) => (startsBlock.test(part) ? withBreaks(part) : `<p>${part.trim().replace(/\n/g, '<br>\n')}</p>`))
		.join('\n')
		.replace(/\u0001(\d+)\u0001/g, (_, index: string) => kept[Number(index)]!);
}

/** Inside a cell or an item, a line's end is a break too; between tags it is nothing. */
const withBreaks = (part: string) => part.trim().replace(/(?<=[^>\s])[ \t]*\n[ \t]*(?=[^<\s])/g, '<br>\n');

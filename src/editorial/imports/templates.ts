import type { Warning } from '#editorial/content/index.ts';

type Parameters = Record<string, string> & { first?: string; second?: string };

/**
 * Markdown without what only its old site could fill in: Liquid (Jekyll, Eleventy), shortcodes (Hugo), attribute lists
 * (kramdown). Pictures and videos that they name are kept; the rest goes, with a warning. Code in fences is left alone.
 */
export function withoutTemplates(source: string, warnings: Warning[]): string {
	const removed = new Set<string>();
	const parts = source.split(/(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[ \t]*$)/m);
	const mended = parts.map((part, index) => (index % 2 === 1 ? part : mendPart(part, removed)));
	if (removed.size > 0) {
		const names = [...removed].slice(0, 5).join(', ');
		warnings.push({
			code: 'content-removed',
			message: `Des instructions de l’ancien site ont été retirées\u00a0: ${names}.`
		});
	}
	return mended.join('');
}

const mendPart = (part: string, removed: Set<string>): string =>
	part
		.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
		.replace(/\{%-?\s*highlight\s+(\S+).*?-?%\}/g, '```$1')
		.replace(/\{%-?\s*endhighlight\s*-?%\}/g, '```')
		.replace(/\{\{[<%]\s*(\/?[\w/-]+)\s*([\s\S]*?)\/?\s*[>%]\}\}/g, (_, name: string, rest: string) =>
			tag(name, rest, removed)
		)
		.replace(/\{%-?\s*(\w+)\s*([\s\S]*?)-?%\}/g, (_, name: string, rest: string) => tag(name, rest, removed))
		.replace(/\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend[^}]*)\s*-?\}\}/g, '$1')
		.replace(/\{\{-?\s*(?:site|page)\.(?:base_?url|url|github\.url|root)\s*-?\}\}/g, '')
		.replace(/\{\{-?\s*([\w.]+)[^{}]*-?\}\}/g, (_, name: string) => forget(removed, name))
		.replace(/^[ \t]*[-*][ \t].*\n[ \t]*\{:\s*toc[^}]*\}[ \t]*$/gim, '')
		.replace(/\{::[^}]*\}/g, '')
		.replace(/[ \t]*\{:[^{}\n]*\}/g, '');

function forget(removed: Set<string>, name: string): string {
	removed.add(name);
	return '';
}

const players: Record<string, string> = {
	youtube: 'https://www.youtube.com/embed/',
	vimeo: 'https://player.vimeo.com/video/',
	dailymotion: 'https://www.dailymotion.com/embed/video/'
};

/** One tag or shortcode: a picture, a player, a link inside the old site, or nothing. */
function tag(name: string, rest: string, removed: Set<string>): string {
	const given = parametersOf(rest);
	const player = players[name.toLowerCase()];
	if (player && (given.id ?? given.first)) return `\n\n<iframe src="${player}${given.id ?? given.first}"></iframe>\n\n`;
	if (/^(post_url|link|ref|relref)$/.test(name)) return '';
	const src = given.src ?? given.url ?? given.file ?? given.image ?? given.path ?? pictureAmong(given);
	if (src)
		return `![${plain(given.alt ?? given.second ?? '')}](<${src}> "${plain(given.caption ?? given.title ?? '')}")`;
	return forget(removed, name === 'include' ? `include ${/\S+/.exec(rest)?.[0] ?? ''}` : name.replace(/^\//, ''));
}

const plain = (text: string) => text.replace(/["[\]<>]/g, '').trim();

const isPicture = (text: string | undefined) => text !== undefined && /\.(avif|gif|jpe?g|png|svg|webp)$/i.test(text);
const pictureAmong = ({ first }: Parameters) => (isPicture(first) ? first : undefined);

/** `src="a" alt='b'`, and what stands without a name, in order. */
function parametersOf(rest: string): Parameters {
	const named: Parameters = {};
	const free: string[] = [];
	for (const [, name, double, single, bare, quoted, word] of rest.matchAll(
		/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"',]+))|["']([^"']*)["']|([^\s,"']+)/g
	)) {
		if (name) named[name] = double ?? single ?? bare ?? '';
		else free.push(quoted ?? word ?? '');
	}
	const [first, second] = free.filter((each) => !/\.html?$/.test(each));
	return { ...named, ...(first && { first }), ...(second && { second }) };
}

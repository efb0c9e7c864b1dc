import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { readHtml } from '#editorial/content/index.server.ts';
import { plainBlocks } from '#editorial/content/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { readFields, type Fields } from './fields.ts';
import type { ForeignArticle, Found } from './foreign.ts';
import { fileFinder, type FindFile } from './lookup.server.ts';
import { wordpressHtml, type Attachment } from './wordpress.ts';

type Xml = Record<string, unknown>;

/** Items are parsed one by one, without their document's declarations: no entity of its own can grow. */
const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	htmlEntities: false,
	isArray: (name) => name === 'category' || name === 'wp:postmeta' || name === 'wp:author'
});

type Export = { attachments: Map<string, Attachment>; authors: Map<string, string>; find: FindFile; folder: string };

/**
 * Articles of a WordPress export (WXR): posts and pages. Pictures are looked for in the folder of the file, where the
 * `uploads` folder is copied. The file is read item by item, so that its size does not matter.
 */
export async function exportArticles(path: string): Promise<Found> {
	const folder = dirname(path);
	const known: Export = { attachments: new Map(), authors: new Map(), find: await fileFinder(folder), folder };
	const found: Found = { candidates: [], skipped: [] };
	let isExport = false;
	for await (const { head, item } of piecesOf(path)) {
		if (head !== undefined) {
			isExport = /<rss[\s>]/.test(head) && /xmlns:wp=/.test(head);
			if (!isExport) throw new Invalid('Ce fichier XML n’est pas un export de WordPress (WXR).');
			readAuthors(head, known.authors);
		}
		if (item !== undefined) sort(item, known, found);
	}
	if (!isExport) throw new Invalid('Ce fichier XML n’est pas un export de WordPress (WXR).');
	return found;
}

const largestItem = 20_000_000;

/** What comes before the first item, then each item, as text. */
async function* piecesOf(path: string): AsyncGenerator<{ head?: string; item?: string }> {
	let held = '';
	let isHeadDone = false;
	for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
		held += chunk as string;
		if (!isHeadDone) {
			const start = held.search(/<item[\s>]/);
			if (start === -1 && !held.includes('</channel>')) {
				if (held.length > largestItem) return;
				continue;
			}
			yield { head: held.slice(0, start === -1 ? undefined : start) };
			held = start === -1 ? '' : held.slice(start);
			isHeadDone = true;
		}
		for (let end = held.indexOf('</item>'); end !== -1; end = held.indexOf('</item>')) {
			const start = held.search(/<item[\s>]/);
			yield { item: held.slice(Math.max(start, 0), end + 7) };
			held = held.slice(end + 7);
		}
		if (held.length > largestItem)
			throw new Invalid('Un article de cet export dépasse 20 Mo : il est sans doute abîmé.');
	}
	if (!isHeadDone && held) yield { head: held };
}

function readAuthors(head: string, authors: Map<string, string>): void {
	for (const [whole] of head.matchAll(/<wp:author>[\s\S]*?<\/wp:author>/g)) {
		const [author] = (parser.parse(whole) as { 'wp:author': Xml[] })['wp:author'];
		authors.set(text(author?.['wp:author_login']), text(author?.['wp:author_display_name']));
	}
}

/** Attachments are remembered, posts and pages become candidates, and the rest of a WordPress is passed over. */
function sort(item: string, known: Export, found: Found): void {
	const type = /<wp:post_type>\s*(?:<!\[CDATA\[)?\s*([\w-]+)/.exec(item)?.[1] ?? 'post';
	if (type === 'attachment') return readAttachment(item, known.attachments);
	if (type !== 'post' && type !== 'page') return;
	const id = /<wp:post_id>\s*(?:<!\[CDATA\[)?\s*(\d+)/.exec(item)?.[1];
	const link = /<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)/.exec(item)?.[1];
	const source = `wordpress:${link ?? id ?? found.candidates.length}`;
	const status = /<wp:status>\s*(?:<!\[CDATA\[)?\s*([\w-]+)/.exec(item)?.[1] ?? 'publish';
	if (['trash', 'auto-draft', 'inherit'].includes(status)) {
		found.skipped.push({ source, reason: 'Cet article était à la corbeille ou vide.' });
		return;
	}
	found.candidates.push({ source, read: async () => readItem(item, source, known) });
}

function readAttachment(item: string, attachments: Map<string, Attachment>): void {
	const xml = parse(item);
	const meta = metaOf(xml);
	attachments.set(text(xml['wp:post_id']), {
		url: text(xml['wp:attachment_url']) || text(xml.guid),
		alt: meta.get('_wp_attachment_image_alt') ?? '',
		caption: text(xml['excerpt:encoded'])
	});
}

function readItem(item: string, source: string, known: Export): ForeignArticle {
	const xml = parse(item);
	const warnings: ForeignArticle['warnings'] = [];
	const fields = fieldsOf(xml, known);
	const html = wordpressHtml(text(xml['content:encoded']), known.attachments, warnings);
	const reading = readHtml(html, { title: fields.title });
	return {
		source,
		original: item,
		fields,
		blocks: reading.blocks,
		images: reading.images.map(({ src }) => src),
		warnings: [...warnings, ...reading.warnings],
		find: (src) => known.find(src, known.folder)
	};
}

function fieldsOf(xml: Xml, { attachments, authors }: Export): Fields {
	const categories = (xml.category as Xml[] | undefined) ?? [];
	const named = (domain: string) => categories.filter((each) => each['@domain'] === domain).map((each) => text(each));
	const thumbnail = attachments.get(metaOf(xml).get('_thumbnail_id') ?? '');
	const author = text(xml['dc:creator']);
	const date = text(xml['wp:post_date_gmt']);
	return {
		...readFields({ author: authors.get(author) || author, excerpt: text(xml['excerpt:encoded']) }),
		title: plainBlocks(readHtml(text(xml.title)).blocks) || 'Sans titre',
		slug: text(xml['wp:post_name']) || undefined,
		isDraft: text(xml['wp:status']) !== 'publish' && text(xml['wp:status']) !== 'future',
		publishedAt: /^[1-9]/.test(date) ? readFields({ date: `${date.replace(' ', 'T')}Z` }).publishedAt : undefined,
		categories: named('category').filter((name) => !/^(non class[ée]e?|uncategorized)$/i.test(name)),
		tags: named('post_tag'),
		cover: thumbnail && { src: thumbnail.url, alt: thumbnail.alt, caption: thumbnail.caption, credit: '' }
	};
}

function parse(item: string): Xml {
	try {
		return (parser.parse(item, true) as { item: Xml }).item ?? {};
	} catch {
		throw new Invalid('Cet article est abîmé dans l’export : son XML est illisible.');
	}
}

/** The text of an element, with or without attributes or CDATA. */
function text(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	const inside = (value as Xml | undefined)?.['#text'];
	return typeof inside === 'string' ? inside.trim() : '';
}

function metaOf(xml: Xml): Map<string, string> {
	const metas = (xml['wp:postmeta'] as Xml[] | undefined) ?? [];
	return new Map(metas.map((meta) => [text(meta['wp:meta_key']), text(meta['wp:meta_value'])]));
}

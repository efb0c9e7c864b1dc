import { Feed } from 'feed';
import { escapeHtml } from '#kernel/escaping.ts';
import type { ArticleFeed } from './feed.ts';

const urn = (id: string) => `urn:uuid:${id}`;

/** XML 1.0 has no place for control signs, and a feed with one is read by nobody. */
const legible = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** Atom (RFC 4287), with the whole text. */
export function atom({ title, author, url, updatedAt, items }: ArticleFeed): string {
	const feed = new Feed({
		...{ title: legible(title), id: `${url}.atom`, language: 'fr' },
		feedLinks: { atom: `${url}.atom` },
		author: { name: author },
		updated: new Date(updatedAt ?? 0),
		generator: 'Unisson'
	});
	for (const item of items)
		feed.addItem({
			id: urn(item.id),
			link: item.url,
			// The library says that these are HTML.
			title: escapeHtml(legible(item.title)),
			description: escapeHtml(legible(item.summary)),
			content: legible(item.html),
			author: [{ name: legible(item.author) }],
			category: [{ name: item.section, term: item.section }],
			published: new Date(item.publishedAt),
			date: new Date(item.updatedAt)
		});
	return feed.atom1();
}

/** JSON Feed 1.1 (jsonfeed.org), with the whole text. */
export function jsonFeed({ title, author, url, items }: ArticleFeed): string {
	return JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		...{ title, feed_url: `${url}.json`, language: 'fr', authors: [{ name: author }] },
		items: items.map((item) => ({
			...{ id: urn(item.id), url: item.url, title: item.title, summary: item.summary, content_html: item.html },
			...(item.image && { image: item.image }),
			...{ date_published: item.publishedAt, date_modified: item.updatedAt },
			...{ authors: [{ name: item.author }], tags: [item.section], language: 'fr' }
		}))
	});
}

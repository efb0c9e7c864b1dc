import { safeHref } from '#kernel/escaping.ts';

/** Addresses that only lead to another and note who went: where they lead is in one of their parameters. */
const detours: [host: RegExp, path: RegExp, parameter: string][] = [
	[/^(www\.)?google\.[a-z.]+$/, /^\/url$/, 'q'],
	[/^(www\.)?google\.[a-z.]+$/, /^\/url$/, 'url'],
	[/\.safelinks\.protection\.outlook\.com$/, /./, 'url'],
	[/^lm?\.facebook\.com$/, /^\/l\.php$/, 'u']
];

const follows = /^(utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|mtm_\w+)$/;

/**
 * Where a pasted link leads: without a detour that counts who goes there, as a path when it is one of our own pages.
 * Undefined for what cannot be followed, and for the bookmarks of a word processor.
 */
export function pastedHref(address: string, origin: string): string | undefined {
	const href = safeHref(address);
	if (href === undefined || /^#(_|$)/.test(href)) return undefined;
	if (!/^https?:/.test(href)) return href;
	const url = new URL(href);
	for (const [host, path, parameter] of detours) {
		const target = url.searchParams.get(parameter);
		if (host.test(url.hostname) && path.test(url.pathname) && target) return pastedHref(target, origin);
	}
	for (const name of [...url.searchParams.keys()]) if (follows.test(name)) url.searchParams.delete(name);
	return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : url.href;
}

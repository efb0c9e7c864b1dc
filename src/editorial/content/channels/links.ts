import { safeHref } from '#kernel/escaping.ts';
import type { ChannelContext, Warning } from '../channel.ts';

/** Where a link leads on our own pages; undefined, with a warning, when it may not be followed. */
export function ownHref(href: string, warnings: Warning[]): string | undefined {
	const safe = safeHref(href);
	if (safe === undefined)
		warnings.push({
			code: 'link-refused',
			message: `Un lien a été retiré : son adresse n’est pas sûre (${href.slice(0, 60)}).`
		});
	return safe;
}

/**
 * Where a link leads from elsewhere (a mail, an export): our own addresses are made whole. A link inside the page leads
 * to that page on the web, and is dropped when there is none.
 */
export function wholeHref(href: string, context: ChannelContext, warnings: Warning[]): string | undefined {
	const safe = ownHref(href, warnings);
	if (safe === undefined) return undefined;
	if (safe.startsWith('#')) return context.page ? `${context.origin}${context.page}${safe}` : undefined;
	return safe.startsWith('/') ? `${context.origin}${safe}` : safe;
}

/** The name of the place where a link leads: "video.ville.fr". Empty for our own pages, mails and telephones. */
export function hostOf(href: string): string {
	try {
		return new URL(href).hostname.replace(/^www\./, '');
	} catch {
		return '';
	}
}

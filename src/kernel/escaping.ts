const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe inside HTML or MJML, in element content and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const openSchemes = ['https:', 'http:', 'mailto:', 'tel:'];

/**
 * A link target that may be followed: `https`, `http`, `mailto`, `tel`, or an address of our own (`/…`, `#…`).
 * Returns undefined for anything else (`javascript:`, `data:`, protocol-relative, broken).
 */
export function safeHref(href: string): string | undefined {
	const trimmed = href.trim();
	if (/^\/(?![/\\])/.test(trimmed) || /^#[^\s]*$/.test(trimmed)) return trimmed.replace(/\s/g, '%20');
	try {
		const url = new URL(trimmed);
		return openSchemes.includes(url.protocol) ? url.href : undefined;
	} catch {
		return undefined;
	}
}

/** Widths in pixels at which pictures are stored. */
const storedWidths = [480, 960, 1600];

/** The widths to store of a picture this wide: never enlarged, and always at least one. */
export function widthsFor(width: number): number[] {
	const fitting = storedWidths.filter((stored) => stored <= width);
	return fitting.length > 0 ? fitting : [width];
}

const longestName = 180;

/**
 * The name under which something is kept, from the one under which it came: composed accents and spaces stay;
 * separators of folders, control signs and signs that change the direction of writing go. Never empty.
 */
export function keptName(name: string): string {
	const clean = name
		.normalize('NFC')
		.replace(/[/\\]/g, '')
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
		.replace(/\s+/g, ' ')
		.replace(/^[\s.]+/, '')
		.trim();
	if (clean.length <= longestName) return clean || 'sans titre';
	const extension = /\.[\p{L}\p{N}]{1,8}$/u.exec(clean)?.[0] ?? '';
	return clean.slice(0, longestName - extension.length).trimEnd() + extension;
}

/** "Été.PDF" → "pdf"; '' when there is none. */
export const extensionOf = (name: string): string => /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * A `Content-Disposition` (RFC 6266): the name as it is, encoded after RFC 5987, and an ASCII one for old software.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
	const ascii = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[’‘]/g, "'")
		.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Whether an `If-None-Match` (RFC 9110 §13.1.2) names this entity tag. */
export const isKnownTag = (ifNoneMatch: string | null, tag: string): boolean =>
	(ifNoneMatch ?? '').split(',').some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === tag);

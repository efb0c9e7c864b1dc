import type { Structure } from '#foundation/structures/index.ts';
import { escapeHtml } from '#kernel/escaping.ts';

type Asked = { reader: { structure: string } | null; structures: Structure[]; face?: string };

/** The structure that an address names: `?structure=SLUG`, or `/flux/SLUG/…`. */
const namedIn = (url: URL): string | null | undefined =>
	url.searchParams.get('structure') ?? /^\/flux\/([^/]+)\//.exec(url.pathname)?.[1];

/** The structure whose face a page wears: that of the letter one comes from, the reader's; for the public, the one that the address names, else the first. */
export function faceOf({ reader, structures, face }: Asked, url: URL): Structure | undefined {
	const asked = namedIn(url);
	return (
		structures.find(({ id }) => id === face) ??
		structures.find(({ id }) => id === reader?.structure) ??
		structures.find(({ slug }) => slug === asked) ??
		structures[0]
	);
}

/** The structure that a legal page speaks of: the one that the address asks for, else the one whose face is worn. */
export function structureAsked(asked: Asked, url: URL): Structure | undefined {
	const slug = url.searchParams.get('structure');
	return asked.structures.find((structure) => structure.slug === slug) ?? faceOf(asked, url);
}

/** What `%unisson.html%` stands for in `app.html`: the attributes of the root element. */
export function htmlAttributes(asked: Asked, url: URL): string {
	const face = faceOf(asked, url);
	return face ? `data-structure="${escapeHtml(face.slug)}"` : '';
}

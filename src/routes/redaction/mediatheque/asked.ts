import { isLibraryState, type LibraryState, type MediaKind } from '#foundation/media/index.ts';
import { pageNumber } from '#kernel/pages.ts';

/** What is asked of the library, as its address says it. */
export type Asked = { q: string; kind?: MediaKind; state?: LibraryState; by?: string; page: number };

const kinds: Record<string, MediaKind> = { images: 'image', fichiers: 'file' };

/** The word of the address for a kind; empty for all of them. */
export const genreOf = (kind?: MediaKind): string => Object.keys(kinds).find((name) => kinds[name] === kind) ?? '';

export function askedOf(query: URLSearchParams): Asked {
	const state = query.get('etat');
	return {
		q: query.get('q')?.slice(0, 200) ?? '',
		kind: kinds[query.get('genre') ?? ''],
		state: isLibraryState(state) ? state : undefined,
		by: query.get('par') || undefined,
		page: pageNumber(query.get('page'))
	};
}

/** The same question, for a page of its answer. */
export function addressOf({ q, kind, state, by }: Asked, page: number): string {
	const said = { q, genre: genreOf(kind), etat: state, par: by, page: page > 1 ? String(page) : undefined };
	const given = Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1]));
	return `?${new URLSearchParams(given)}#resultats`;
}

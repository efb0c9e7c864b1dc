/** One page of a list. `number` starts at 1. */
export type Page<Item> = { items: Item[]; number: number; size: number; total: number };

/** How many pages a list has: at least one. */
export const pageCount = (page: Pick<Page<unknown>, 'total' | 'size'>): number =>
	Math.max(1, Math.ceil(page.total / page.size));

/** A page number from an address: at least 1, 1 for anything unreadable. */
export function pageNumber(text: string | null): number {
	const value = Number(text ?? 1);
	return Number.isSafeInteger(value) && value > 0 ? value : 1;
}

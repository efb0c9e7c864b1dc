/**
 * A copy of plain data that shares nothing with it. Unlike `structuredClone` it also copies what a component keeps as
 * reactive state, so that a panel may give such values to the draft.
 */
export function cloneOf<T>(value: T): T {
	if (Array.isArray(value)) return value.map(cloneOf) as T;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, cloneOf(inside)])) as T;
}

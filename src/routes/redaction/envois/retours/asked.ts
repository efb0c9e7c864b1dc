const here = '/redaction/envois/retours';

/** The address of the list that shows what `params` asks, but for `changes`; an empty one is taken away, and so is the page. */
export function addressOf(params: URLSearchParams, changes: Record<string, string> = {}): string {
	const asked = new URLSearchParams([...params].filter(([name]) => ['voir', 'motif', 'q'].includes(name)));
	for (const [name, value] of Object.entries(changes)) {
		if (value) asked.set(name, value);
		else asked.delete(name);
	}
	return asked.size > 0 ? `${here}?${asked}` : here;
}

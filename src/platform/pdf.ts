/**
 * The page, counted from 1, of every place that a link of the document leads to, by its name: read from a PDF as
 * Chromium's printing writes it (objects in clear, one table of named places). Empty for any other PDF.
 */
export function pagesOfPlaces(pdf: Uint8Array): Map<string, number> {
	const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
	const order = pagesInOrder(text);
	const places = new Map<string, number>();
	const table = /\/Dests (\d+) 0 R/.exec(text)?.[1];
	const written = table ? objectOf(text, table) : '';
	for (const [, name = '', page = ''] of written.matchAll(/\/([^\s/[]+) \[(\d+) 0 R/g)) {
		const number = order.indexOf(page) + 1;
		if (number > 0) places.set(nameOf(name), number);
	}
	return places;
}

/** Ids of the page objects in the order in which they are read; the tree has branches when there are many. */
function pagesInOrder(text: string): string[] {
	const walk = (id: string, depth: number): string[] => {
		const kids = /\/Kids \[([^\]]*)\]/.exec(objectOf(text, id))?.[1];
		if (kids === undefined || depth > 12) return [id];
		return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => walk(kid, depth + 1));
	};
	const root = /\/Type \/Catalog\s*\/Pages (\d+) 0 R/.exec(text)?.[1];
	return root ? walk(root, 0) : [];
}

function objectOf(text: string, id: string): string {
	const start = text.search(new RegExp(`(?:^|\\n)${id} 0 obj\\b`));
	return start < 0 ? '' : text.slice(start, text.indexOf('endobj', start));
}

/** `#20` in a name stands for a byte. */
const nameOf = (written: string): string =>
	Buffer.from(
		written.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
		'latin1'
	).toString('utf8');

/** A table of ours: its first row holds headers, and its cells paragraphs. One that only lays out a page is undone. */
export function table(
	source: HTMLTableElement,
	read: (cell: HTMLElement) => HTMLElement[],
	make: (tag: string) => HTMLElement
): HTMLElement[] {
	const rows = [...source.rows].filter(({ cells }) => cells.length > 0);
	const isLayout =
		/^(presentation|none)$/.test(source.getAttribute('role') ?? '') ||
		rows.every(({ cells }) => cells.length === 1) ||
		source.querySelector('table') !== null;
	if (isLayout) return rows.flatMap(({ cells }) => [...cells].flatMap(read));
	const cells = rows.map((row) => [...row.cells].map((cell) => ({ cell, inside: read(cell) })));
	const filled = cells.filter((row) => row.some(({ inside }) => inside.length > 0));
	if (filled.length === 0) return [];
	const hasHeaders = filled[0]!.some(({ cell }) => cell.tagName === 'TH') || source.querySelector('th') !== null;
	const after: HTMLElement[] = [];
	const body = make('tbody');
	filled.forEach((row, at) => {
		const made = make('tr');
		for (const { cell, inside } of row) {
			const isHeader = cell.tagName === 'TH' || (!hasHeaders && at === 0 && filled.length > 1);
			const target = make(isHeader ? 'th' : 'td');
			for (const side of ['colspan', 'rowspan'] as const)
				if (Number(cell.getAttribute(side)) > 1) target.setAttribute(side, cell.getAttribute(side)!);
			target.append(...inside.flatMap((each) => fitCell(each, isHeader, make, after)));
			made.append(target);
		}
		body.append(made);
	});
	const made = make('table');
	const caption = source.caption?.textContent?.trim();
	if (caption) made.append(Object.assign(make('caption'), { textContent: caption }));
	made.append(body);
	return [made, ...after];
}

/** What a cell may hold: paragraphs. The weight of a header is not an emphasis. */
function fitCell(
	each: HTMLElement,
	isHeader: boolean,
	make: (tag: string) => HTMLElement,
	after: HTMLElement[]
): HTMLElement[] {
	if (each.tagName === 'IMG' || each.tagName === 'TABLE') {
		after.push(each);
		return [];
	}
	if (each.tagName === 'HR') return [];
	if (/^(UL|OL|BLOCKQUOTE|LI)$/.test(each.tagName))
		return [...each.children].flatMap((child) => fitCell(child as HTMLElement, isHeader, make, after));
	const paragraph = make('p');
	paragraph.append(...each.childNodes);
	if (isHeader) for (const strong of paragraph.querySelectorAll('strong')) strong.replaceWith(...strong.childNodes);
	return [paragraph];
}

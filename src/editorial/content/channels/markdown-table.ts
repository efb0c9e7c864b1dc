import { escapeHtml } from '#kernel/escaping.ts';
import type { MarkMap } from '../channel.ts';
import { runsOf } from '../addresses.ts';
import type { Address, Inline, Paragraph, Table, TableCell, TableHeader } from '../document.ts';
import { renderInline } from './inline.ts';
import { inlineMarkdown } from './markdown-inline.ts';
import { spanAttributes } from './tables.ts';

type Cell = TableHeader | TableCell;

/** Whether GFM can say this table: one row of headers, then rows of plain cells, each one line, none spanning. */
export function isPipeTable({ content: [head, ...rows] }: Table): boolean {
	const cells = [head, ...rows].map((row) => row?.content ?? []);
	const isSimple = (cell: Cell) =>
		spanAttributes(cell) === '' &&
		cell.content.length === 1 &&
		!cell.content[0]!.attrs?.for &&
		!cell.content[0]!.content?.some((inline) => inline.type === 'hardBreak');
	return cells.every(
		(row, index) =>
			row.length === cells[0]!.length &&
			row.every((cell) => isSimple(cell) && cell.type === (index === 0 ? 'tableHeader' : 'tableCell'))
	);
}

export function pipeTable({ content }: Table): string {
	const [head = '', ...rows] = content.map(
		(row) => `| ${row.content.map((cell) => inlineMarkdown(cell.content[0]!.content)).join(' | ')} |`
	);
	const rule = `|${' --- |'.repeat(content[0]!.content.length)}`;
	return [head, rule, ...rows].join('\n');
}

/** Any other table, as the HTML that Markdown lets through; without an empty line, which would end it. */
export function htmlTable(table: Table, addressAttributes: (address: Address) => Record<string, string>): string {
	const paragraphs = (content: Paragraph[]) =>
		content.length === 1 && !content[0]!.attrs?.for
			? inline(content[0]!.content)
			: runsOf(content)
					.map(({ address, blocks }) => {
						const inside = blocks.map((block) => `<p>${inline(block.content)}</p>`).join('');
						if (!address) return inside;
						const attributes = Object.entries(addressAttributes(address)).filter(([, value]) => value);
						const said = attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
						return `<unisson-passage${said}>${inside}</unisson-passage>`;
					})
					.join('');
	const cell = (each: Cell) => {
		const tag = each.type === 'tableHeader' ? 'th' : 'td';
		return `<${tag}${spanAttributes(each)}>${paragraphs(each.content)}</${tag}>`;
	};
	const rows = table.content.map((row) => `<tr>${row.content.map(cell).join('')}</tr>`);
	const caption = table.attrs?.caption ? `<caption>${escapeHtml(table.attrs.caption)}</caption>\n` : '';
	return `<table>\n${caption}${rows.join('\n')}\n</table>`;
}

const inline = (content: Inline[] | undefined) =>
	renderInline(content, { marks: markMap, text: escapeHtml, hardBreak: '<br>' }, undefined);

const markMap: MarkMap<undefined> = {
	strong: (inside) => `<strong>${inside}</strong>`,
	emphasis: (inside) => `<em>${inside}</em>`,
	language: (inside, { attrs }) => `<span lang="${attrs.lang}">${inside}</span>`,
	link: (inside, { attrs }) => `<a href="${escapeHtml(attrs.href)}">${inside}</a>`
};

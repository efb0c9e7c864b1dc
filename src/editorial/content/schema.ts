import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { blockAttributes, markAttributes, partAttributes, type AttributeRules, type PartType } from './attributes.ts';
import type { BlockType, MarkType } from './document.ts';

const prose = '(paragraph | bulletList | orderedList | quote)';
const block = { group: 'block' };

/** What each block holds. `satisfies` makes a forgotten block a type error. */
const blocks = {
	paragraph: { ...block, content: 'inline*' },
	heading: { ...block, content: 'inline*', defining: true },
	bulletList: { ...block, content: 'listItem+' },
	orderedList: { ...block, content: 'listItem+' },
	quote: { ...block, content: 'paragraph+', defining: true },
	image: { ...block, draggable: true },
	gallery: { ...block, content: 'image+' },
	table: { ...block, content: 'tableRow+', isolating: true },
	keyFigure: { ...block, atom: true },
	questionAnswer: { ...block, content: `${prose}+`, defining: true },
	aside: { ...block, content: `${prose}+`, defining: true },
	callToAction: { ...block, atom: true },
	file: { ...block, atom: true },
	video: { ...block, content: `${prose}*` },
	separator: { ...block }
} satisfies Record<BlockType, NodeSpec>;

const parts = {
	listItem: { content: '(paragraph | bulletList | orderedList)+', defining: true },
	tableRow: { content: '(tableHeader | tableCell)+' },
	tableHeader: { content: 'paragraph+', isolating: true },
	tableCell: { content: 'paragraph+', isolating: true }
} satisfies Record<PartType, NodeSpec>;

/** In this order: a link is outside what it holds, and so on inwards. */
const marks = {
	link: { inclusive: false },
	language: {},
	strong: {},
	emphasis: {}
} satisfies Record<MarkType, MarkSpec>;

/**
 * Every attribute has a default here, because ProseMirror must be able to make a node by itself; where one is required
 * the default does not pass validation.
 */
const validated = (rules: AttributeRules): Record<string, AttributeSpec> =>
	Object.fromEntries(
		Object.entries(rules).map(([name, rule]) => {
			const validate = (value: unknown) => {
				const fault = rule.check(value);
				if (fault) throw new RangeError(fault);
			};
			return [name, { default: rule.default ?? null, validate }];
		})
	);

const withAttributes = <Spec extends NodeSpec | MarkSpec>(
	specs: Record<string, Spec>,
	rules: Record<string, AttributeRules>
): Record<string, Spec> =>
	Object.fromEntries(
		Object.entries(specs).map(([name, spec]) => [name, { ...spec, attrs: validated(rules[name] ?? {}) }])
	);

/** The document for ProseMirror: the editor builds on it, the server checks with it. */
export const schema = new Schema({
	nodes: {
		doc: { content: 'block+' },
		...withAttributes(blocks, blockAttributes),
		...withAttributes(parts, partAttributes),
		text: { group: 'inline' },
		hardBreak: { group: 'inline', inline: true, selectable: false }
	},
	marks: withAttributes(marks, markAttributes)
});

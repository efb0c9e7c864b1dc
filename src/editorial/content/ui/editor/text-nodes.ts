import { Extension, Node, nodeInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { readAddress } from './for-whom.ts';

/** The name of a block in what is copied and pasted inside Unisson. */
export const blocks = [
	...['paragraph', 'heading', 'bulletList', 'orderedList', 'quote', 'image', 'gallery', 'table', 'keyFigure'],
	...['questionAnswer', 'aside', 'callToAction', 'file', 'video', 'separator']
];

/** To whom a block is addressed goes with it when it is copied. */
export const Addressed = Extension.create({
	name: 'addressed',
	addGlobalAttributes: () => [
		{
			types: blocks,
			attributes: {
				for: {
					parseHTML: (element: HTMLElement) => readAddress(element.getAttribute('data-for')),
					renderHTML: (attributes) => (attributes.for ? { 'data-for': JSON.stringify(attributes.for) } : {})
				}
			}
		}
	]
});

const Doc = Node.create({ name: 'doc', topNode: true });
const Text = Node.create({ name: 'text' });

const Paragraph = Node.create({
	name: 'paragraph',
	priority: 1000,
	parseHTML: () => [{ tag: 'p' }],
	renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { 'Mod-Alt-0': () => this.editor.commands.setNode(this.name) };
	}
});

const levels = [2, 3, 4] as const;

const Heading = Node.create({
	name: 'heading',
	addAttributes: () => ({ level: { rendered: false } }),
	parseHTML: () => levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
	renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
	addKeyboardShortcuts() {
		const toggle = (level: number) => () => this.editor.commands.toggleNode(this.name, 'paragraph', { level });
		return Object.fromEntries(levels.map((level) => [`Mod-Alt-${level}`, toggle(level)]));
	},
	addInputRules() {
		const rule = (find: RegExp, level: number) =>
			textblockTypeInputRule({ find, type: this.type, getAttributes: { level } });
		return [rule(/^##?\s$/, 2), rule(/^###\s$/, 3), rule(/^####\s$/, 4)];
	}
});

// Tiptap's commands know a list by its group; the one that counts for the schema is in `specification.ts`.
const BulletList = Node.create({
	name: 'bulletList',
	group: 'list',
	parseHTML: () => [{ tag: 'ul' }],
	renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { 'Mod-Shift-8': () => this.editor.commands.toggleList(this.name, 'listItem') };
	},
	addInputRules() {
		return [wrappingInputRule({ find: /^\s*[-*•]\s$/, type: this.type })];
	}
});

const OrderedList = Node.create({
	name: 'orderedList',
	group: 'list',
	addAttributes: () => ({
		start: {
			parseHTML: (ol: HTMLElement) => Math.min(Math.max((ol as HTMLOListElement).start || 1, 0), 100_000),
			renderHTML: ({ start }) => (start === 1 ? {} : { start })
		}
	}),
	parseHTML: () => [{ tag: 'ol' }],
	renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { 'Mod-Shift-7': () => this.editor.commands.toggleList(this.name, 'listItem') };
	},
	addInputRules() {
		return [
			wrappingInputRule({
				find: /^(\d{1,3})[.)]\s$/,
				type: this.type,
				getAttributes: ([, number]) => ({ start: Number(number) }),
				joinPredicate: ([, number], before) => before.childCount + before.attrs.start === Number(number)
			})
		];
	}
});

const ListItem = Node.create({
	name: 'listItem',
	parseHTML: () => [{ tag: 'li' }],
	renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return {
			Enter: () => this.editor.commands.splitListItem(this.name),
			'Mod-]': () => this.editor.commands.sinkListItem(this.name),
			'Mod-[': () => this.editor.commands.liftListItem(this.name)
		};
	}
});

const HardBreak = Node.create({
	name: 'hardBreak',
	parseHTML: () => [{ tag: 'br' }],
	renderHTML: () => ['br'],
	renderText: () => '\n',
	addKeyboardShortcuts() {
		return { 'Shift-Enter': () => this.editor.commands.insertContent({ type: this.name }) };
	}
});

const Separator = Node.create({
	name: 'separator',
	parseHTML: () => [{ tag: 'hr' }],
	renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
	addInputRules() {
		return [nodeInputRule({ find: /^(?:---|—-|___)$/, type: this.type })];
	}
});

export const textNodes = [
	Doc,
	Text,
	Paragraph,
	Heading,
	BulletList,
	OrderedList,
	ListItem,
	HardBreak,
	Separator,
	Addressed
];

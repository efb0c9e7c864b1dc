import { InputRule, Mark, markInputRule, markPasteRule, mergeAttributes } from '@tiptap/core';
import type { MarkType } from '@tiptap/pm/model';
import { safeHref } from '#kernel/escaping.ts';
import type { Desk } from './desk.ts';

const Strong = Mark.create({
	name: 'strong',
	parseHTML: () => [
		{ tag: 'strong' },
		{ tag: 'b', getAttrs: (b) => (/^(normal|400)$/.test((b as HTMLElement).style.fontWeight) ? false : null) }
	],
	renderHTML: ({ HTMLAttributes }) => ['strong', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { 'Mod-b': () => this.editor.commands.toggleMark(this.name) };
	},
	addInputRules() {
		return [
			markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)(?<!\s)\*\*)$/, type: this.type }),
			markInputRule({ find: /(?:^|\s)(__(?!\s)([^_]+)(?<!\s)__)$/, type: this.type })
		];
	}
});

const Emphasis = Mark.create({
	name: 'emphasis',
	parseHTML: () => [
		{ tag: 'em' },
		{ tag: 'i', getAttrs: (i) => ((i as HTMLElement).style.fontStyle === 'normal' ? false : null) }
	],
	renderHTML: ({ HTMLAttributes }) => ['em', HTMLAttributes, 0],
	addKeyboardShortcuts() {
		return { 'Mod-i': () => this.editor.commands.toggleMark(this.name) };
	},
	addInputRules() {
		return [
			markInputRule({ find: /(?:^|\s)(\*(?![*\s])([^*]+)(?<!\s)\*)$/, type: this.type }),
			markInputRule({ find: /(?:^|\s)(_(?![_\s])([^_]+)(?<!\s)_)$/, type: this.type })
		];
	}
});

/** `[words](address)` becomes the words, linked. An address that cannot be followed stays as it was typed. */
const linkInputRule = (type: MarkType) =>
	new InputRule({
		find: /\[([^[\]]+)\]\(([^\s()]+)\)$/,
		handler({ state, range, match: [, text = '', address = ''] }) {
			const href = safeHref(address);
			if (href === undefined) return null;
			const marks = state.doc.resolve(range.from).marks();
			state.tr.replaceWith(range.from, range.to, state.schema.text(text, type.create({ href }).addToSet(marks)));
			state.tr.removeStoredMark(type);
		}
	});

/** `rel` and targets are the channels' business; here a link is only its address, and never followed by a click. */
const link = (desk: Desk) =>
	Mark.create({
		name: 'link',
		keepOnSplit: false,
		addAttributes: () => ({
			href: { parseHTML: (a: HTMLElement) => safeHref(a.getAttribute('href') ?? '') }
		}),
		parseHTML: () => [
			{
				tag: 'a[href]',
				getAttrs: (a) => (safeHref((a as HTMLElement).getAttribute('href') ?? '') === undefined ? false : null)
			}
		],
		renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { title: HTMLAttributes.href }), 0],
		addKeyboardShortcuts: () => ({
			'Mod-k': () => {
				desk.askLink();
				return true;
			}
		}),
		addInputRules() {
			return [linkInputRule(this.type)];
		},
		addPasteRules() {
			const find = /https?:\/\/[^\s<>«»"]+[^\s<>«»".,;:!?)]/g;
			const getAttributes = ([found = '']: string[]) => {
				const href = safeHref(found);
				return href === undefined ? null : { href };
			};
			return [markPasteRule({ find, type: this.type, getAttributes })];
		}
	});

const Language = Mark.create({
	name: 'language',
	addAttributes: () => ({
		lang: { parseHTML: (span: HTMLElement) => span.getAttribute('lang'), renderHTML: ({ lang }) => ({ lang }) }
	}),
	parseHTML: () => [
		{
			tag: 'span[lang]',
			getAttrs: (span) => (/^fr\b/i.test((span as HTMLElement).lang) ? false : null)
		}
	],
	renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0]
});

export const marks = (desk: Desk) => [link(desk), Language, Strong, Emphasis];

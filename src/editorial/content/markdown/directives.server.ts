import type { Warning } from '../channel.ts';
import { directiveNames } from './own-elements.server.ts';
import type { Directive, MarkdownNode, MarkdownRoot } from './trees.ts';

const isDirective = (node: MarkdownNode): node is Directive => /Directive$/.test(node.type);

/**
 * Known directives become elements of our own, for `own-elements`. What only looks like one (`Objet :texte`) becomes its
 * own words again; an unknown one on its own lines keeps what it holds, with a warning.
 */
export function nameDirectives(tree: MarkdownRoot, source: string, warnings: Warning[]): void {
	visit(tree);

	function visit(node: MarkdownNode): void {
		if (!('children' in node)) return;
		node.children.forEach((child, index) => {
			if (!isDirective(child)) return visit(child);
			if (child.type === 'textDirective') {
				node.children[index] = asWritten(child) as never;
				return;
			}
			name(child);
			visit(child);
		});
	}

	function name(directive: Directive): void {
		if (!directiveNames.includes(directive.name)) {
			const message = `« ${directive.name} » n’est pas un bloc connu\u00a0: seul son texte est gardé.`;
			warnings.push({ code: 'content-removed', message });
			directive.data = { hName: 'div' };
			return;
		}
		directive.data = { hName: `unisson-${directive.name}`, hProperties: { ...directive.attributes } };
	}

	function asWritten(directive: Directive): { type: 'text'; value: string } {
		const { start, end } = directive.position ?? {};
		return { type: 'text', value: source.slice(start?.offset, end?.offset) };
	}
}

import type { AttributeSpec, MarkSpec, Node, NodeSpec, SchemaSpec } from '@tiptap/pm/model';
import { compact } from '../../check.ts';
import type { Doc } from '../../document.ts';
import { schema } from '../../schema.ts';

/** What an attribute that must be given is while it is not given yet. */
const unfinished: Record<string, unknown> = { level: 2 };

const lenient = <Spec extends NodeSpec | MarkSpec>(spec: Spec): Spec => ({
	...spec,
	attrs: Object.fromEntries(
		Object.entries((spec.attrs ?? {}) as Record<string, AttributeSpec>).map(([name, { default: value }]) => [
			name,
			{ default: value === null && name !== 'for' ? (unfinished[name] ?? '') : value }
		])
	)
});

/**
 * The one schema of documents (`content/schema.ts`) for the editor: the same nodes, marks and attributes, in which a
 * key figure without its figure may be kept while it is being written. What is finished passes `checkDoc`.
 */
export const specification: SchemaSpec = {
	topNode: 'doc',
	nodes: Object.fromEntries(Object.entries(schema.nodes).map(([name, { spec }]) => [name, lenient(spec)])),
	marks: Object.fromEntries(Object.entries(schema.marks).map(([name, { spec }]) => [name, lenient(spec)]))
};

/** A document of the editor in the canonical form of `checkDoc`, unfinished blocks included. */
export const toDoc = (node: Node): Doc => compact(node) as unknown as Doc;

import { Mark as SchemaMark, type Node as SchemaNode } from 'prosemirror-model';
import { Invalid } from '#kernel/errors.ts';
import { blockAttributes, markAttributes, partAttributes, type AttributeRules } from './attributes.ts';
import type { BlockType, Doc, Mark } from './document.ts';
import { schema } from './schema.ts';

/** How each block is called on a screen. */
export const blockLabels: Record<BlockType, string> = {
	paragraph: 'paragraphe',
	heading: 'titre',
	bulletList: 'liste',
	orderedList: 'liste numérotée',
	quote: 'citation',
	image: 'image',
	gallery: 'galerie',
	table: 'tableau',
	keyFigure: 'chiffre clé',
	questionAnswer: 'question-réponse',
	aside: 'encadré',
	callToAction: 'bouton',
	file: 'fichier',
	video: 'vidéo',
	separator: 'séparateur'
};

/** Far above what anyone writes (a 60-page report is about 200 000 signs), far below what would hurt a server. */
const limits = { depth: 24, nodes: 20_000, signs: 600_000 };

type Loose = Record<string, unknown>;
type Total = { nodes: number; signs: number };

const whole = 'Le texte';
const attributeRules: Record<string, AttributeRules> = { ...blockAttributes, ...partAttributes };

/**
 * The document that an untrusted value is, in its one canonical form: texts joined, marks ordered, unknown and default
 * attributes left out. Throws `Invalid`, with a sentence that says which block is wrong and why.
 */
export function checkDoc(value: unknown): Doc {
	const { type, content } = asObject(value, whole);
	if (type !== 'doc' || !Array.isArray(content)) fail(whole, 'n’est pas un document lisible');
	if (content.length === 0) fail(whole, 'ne contient aucun bloc');
	const total: Total = { nodes: 0, signs: 0 };
	const blocks = content.map((block: unknown, index) => {
		const type = (block as Loose | null)?.type as BlockType;
		const label = Object.hasOwn(blockLabels, type) ? blockLabels[type] : 'inconnu';
		return build(block, 1, `Bloc ${index + 1} (${label}) :`, total);
	});
	try {
		return compact(schema.nodes.doc!.createChecked(null, blocks)) as unknown as Doc;
	} catch {
		return fail(whole, 'contient un élément qui n’est pas un bloc');
	}
}

/** `where` begins the sentence, `reason` ends it. */
function fail(where: string, reason: string): never {
	const message = `${where} ${reason}.`;
	throw new Invalid(message, { body: message });
}

function asObject(value: unknown, where: string): Loose {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) fail(where, 'n’est pas un document lisible');
	return value as Loose;
}

/** One node and all it holds. `total` counts over the whole document. */
function build(value: unknown, depth: number, where: string, total: Total): SchemaNode {
	const json = asObject(value, where);
	total.nodes += 1;
	if (total.nodes > limits.nodes) fail(whole, 'compte trop d’éléments');
	if (depth > limits.depth) fail(where, 'des éléments y sont imbriqués trop profondément');
	if (json.type === 'text') return buildText(json, where, total);
	if (json.type === 'hardBreak') return schema.nodes.hardBreak!.create();
	const rules = typeof json.type === 'string' && Object.hasOwn(attributeRules, json.type) && attributeRules[json.type];
	if (!rules) fail(where, `« ${String(json.type).slice(0, 40)} » n’est pas un type de bloc`);
	const attributes = checkAttributes(json.attrs, rules, where);
	const { content = [] } = json;
	if (!Array.isArray(content)) fail(where, 'son contenu est illisible');
	const children = content.map((child: unknown) => build(child, depth + 1, where, total));
	try {
		return schema.nodes[json.type as string]!.createChecked(attributes, children);
	} catch {
		return fail(where, children.length === 0 ? 'il est vide' : 'il contient un élément qui n’a pas sa place ici');
	}
}

function buildText(json: Loose, where: string, total: Total): SchemaNode {
	// Control signs mean nothing in a text and are forbidden in HTML and XML; a line break is a `hardBreak`.

	const text = typeof json.text === 'string' ? json.text.replace(/[\u0000-\u001f\u007f]+/g, ' ') : '';
	if (text === '') fail(where, 'un texte y est vide ou illisible');
	total.signs += text.length;
	if (total.signs > limits.signs) fail(whole, `dépasse ${limits.signs} signes`);
	const { marks = [] } = json;
	if (!Array.isArray(marks) || marks.length > 8) fail(where, 'une mise en forme y est illisible');
	const checked = marks.map((mark: unknown) => {
		const { type, attrs } = asObject(mark, where);
		const rules =
			typeof type === 'string' && Object.hasOwn(markAttributes, type) && markAttributes[type as Mark['type']];
		if (!rules) fail(where, `« ${String(type).slice(0, 40)} » n’est pas une mise en forme`);
		return schema.marks[type as string]!.create(checkAttributes(attrs, rules, where));
	});
	return schema.text(
		text,
		checked.reduce((set, mark) => mark.addToSet(set), SchemaMark.none)
	);
}

/** Known attributes, checked; those that are absent take their default, and unknown ones are left out. */
function checkAttributes(value: unknown, rules: AttributeRules, where: string): Loose {
	const given = value === undefined || value === null ? {} : asObject(value, where);
	return Object.fromEntries(
		Object.entries(rules).map(([name, rule]) => {
			const attribute = Object.hasOwn(given, name) ? given[name] : undefined;
			if (attribute === undefined && 'default' in rule) return [name, rule.default];
			const fault = rule.check(attribute);
			if (fault) fail(where, fault);
			return [name, rule.clean ? rule.clean(attribute) : attribute];
		})
	);
}

/** ProseMirror's JSON without what goes without saying. */
export function compact(node: SchemaNode): Loose {
	if (node.isText) {
		const marks = node.marks.map((mark) => ({
			type: mark.type.name,
			...(Object.keys(mark.attrs).length > 0 && { attrs: { ...mark.attrs } })
		}));
		return { type: 'text', text: node.text, ...(marks.length > 0 && { marks }) };
	}
	const rules = attributeRules[node.type.name] ?? {};
	const said = Object.entries(node.attrs).filter(([name, value]) => value !== rules[name]?.default);
	const content = node.children.map(compact);
	return {
		type: node.type.name,
		...(said.length > 0 && { attrs: Object.fromEntries(said) }),
		...(content.length > 0 && { content })
	};
}

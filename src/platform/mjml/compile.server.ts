import type { MjmlError } from 'mjml';

/** Loading mjml takes half a second: only the first letter, or `warmMjml` at start, waits for it. */
let loaded: Promise<typeof import('mjml')> | undefined;
const load = () => (loaded ??= import('mjml'));

/** Compiles a small letter, so that the first real one is as quick as the others. */
export async function warmMjml(): Promise<void> {
	const blocks = '<mj-section><mj-column><mj-text>–</mj-text></mj-column></mj-section>'.repeat(4);
	for (let turn = 0; turn < 3; turn += 1) await compileMjml(`<mjml lang="fr"><mj-body>${blocks}</mj-body></mjml>`);
}

export type MjmlFault = { line: number; message: string };

type Compiled = { html: string; faults: MjmlFault[] };

/** Previews, tests and the browser ask for the same letter again and again: the latest are kept, by their MJML. */
const kept = new Map<string, Compiled>();
const mostKept = 24;

/**
 * Strict MJML as HTML, or what is wrong with it by line. Google Fonts, which mjml adds by default, are refused.
 * Comments stay: they mark where each block begins and ends.
 */
export async function toHtml(mjml: string): Promise<Compiled> {
	const known = kept.get(mjml);
	if (known) {
		kept.delete(mjml);
		kept.set(mjml, known);
		return known;
	}
	const compiled = await compileMjml(mjml);
	kept.set(mjml, compiled);
	if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
	return compiled;
}

async function compileMjml(mjml: string): Promise<Compiled> {
	const { default: mjml2html } = await load();
	try {
		const { html } = await mjml2html(mjml, { validationLevel: 'strict', fonts: {}, keepComments: true });
		return { html: squeeze(html), faults: [] };
	} catch (error) {
		const { errors, message } = error as Error & { errors?: MjmlError[] };
		const faults = errors?.map(({ line, message: said, tagName }) => ({ line, message: `<${tagName}> ${said}` }));
		return { html: '', faults: faults ?? [{ line: 0, message }] };
	}
}

/**
 * Takes out the indentation that mjml leaves: a quarter of the bytes, in a millisecond, where its own minifier costs as
 * much as the compilation and makes one line of the whole. A line break where one was changes nothing on screen.
 */
function squeeze(html: string): string {
	let squeezed = '';
	let last = '';
	for (const untrimmed of html.split('\n')) {
		const line = untrimmed.trim();
		if (line === '') continue;
		squeezed += separator(last, line) + line;
		last = line;
	}
	return squeezed.replaceAll(' class=""', '');
}

/** mjml breaks lines inside tags and between the tags of tables, where nothing needs to stand. */
function separator(before: string, line: string): string {
	if (line.startsWith('>') || before === '') return '';
	if (before.startsWith('<') && !before.includes('>') && !before.includes(' ')) return ' ';
	return before.endsWith('>') && structural.some((start) => line.startsWith(start)) ? '' : '\n';
}

const structural = ['<t', '</t', '<div', '</div', '<!--'];

const marks = /<!--block:(\S+?)-->|<!--\/block-->/g;

/** Markers around a block's MJML, which `measure` reads back from the HTML. */
export const marked = (id: string, mjml: string): string => `<!--block:${id}-->${mjml.trim()}<!--/block-->`;

/** The bytes (UTF-8) of each marked block, and the HTML without its markers. */
export function measure(html: string): { html: string; bytes: Map<string, number> } {
	const bytes = new Map<string, number>();
	for (const [, id, inside] of html.matchAll(/<!--block:(\S+?)-->([\s\S]*?)<!--\/block-->/g))
		bytes.set(id!, Buffer.byteLength(inside!));
	return { html: joinConditionals(html.replace(marks, '')), bytes };
}

/** Two conditional comments for Outlook that touch are one: mjml does it too, but our markers stood between them. */
const joinConditionals = (html: string): string => html.replace(/(?<!<!--)<!\[endif\]-->\s*<!--\[if mso \| IE\]>/g, '');

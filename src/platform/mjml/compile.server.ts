import type { Compiled } from './engine.server.ts';
import { compileInThread } from './thread.server.ts';

/** Compiles a small letter, so that the first real one is as quick as the others. */
export async function warmMjml(): Promise<void> {
	const blocks = '<mj-section><mj-column><mj-text>–</mj-text></mj-column></mj-section>'.repeat(4);
	for (let turn = 0; turn < 3; turn += 1) await compileInThread(`<mjml lang="fr"><mj-body>${blocks}</mj-body></mjml>`);
}

/** Previews, tests and the browser ask for the same letter again and again: the latest are kept, by their MJML. */
const kept = new Map<string, Compiled>();
const mostKept = 24;

/** MJML as HTML, or what is wrong with it; see `compileMjml`. */
export async function toHtml(mjml: string): Promise<Compiled> {
	const known = kept.get(mjml);
	if (known) {
		kept.delete(mjml);
		kept.set(mjml, known);
		return known;
	}
	const compiled = await compileInThread(mjml);
	kept.set(mjml, compiled);
	if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
	return compiled;
}

const marks = /<!--block:(\S+?)-->|<!--\/block-->/g;

/** Markers around a block's MJML, which `measure` reads back from the HTML. */
export const marked = (id: string, mjml: string): string => `<!--block:${id}-->${mjml.trim()}<!--/block-->`;

/** The bytes (UTF-8) and the HTML of each marked block, and the HTML of the whole without its markers. */
export function measure(html: string): { html: string; bytes: Map<string, number>; parts: Map<string, string> } {
	const bytes = new Map<string, number>();
	const parts = new Map<string, string>();
	for (const [, id, inside] of html.matchAll(/<!--block:(\S+?)-->([\s\S]*?)<!--\/block-->/g)) {
		bytes.set(id!, Buffer.byteLength(inside!));
		parts.set(id!, inside!.replace(opened, '').replace(closed, ''));
	}
	return { html: joinConditionals(html.replace(marks, '')), bytes, parts };
}

/** Where a block's conditional comments may be joined to those of its neighbours. */
const opened = /^\s*<!--\[if mso \| IE\]>/;
const closed = /<!\[endif\]-->\s*$/;

/** Two conditional comments for Outlook that touch are one: mjml does it too, but our markers stood between them. */
const joinConditionals = (html: string): string => html.replace(/(?<!<!--)<!\[endif\]-->\s*<!--\[if mso \| IE\]>/g, '');

import type { MjmlError } from 'mjml';

export type MjmlFault = { line: number; message: string };

export type Compiled = { html: string; faults: MjmlFault[] };

/** Loading mjml takes half a second: only the first letter, or `warmMjml` at start, waits for it. */
let loaded: Promise<typeof import('mjml')> | undefined;
const load = () => (loaded ??= import('mjml'));

/**
 * Strict MJML as HTML, or what is wrong with it by line. Google Fonts, which mjml adds by default, are refused.
 * Comments stay: they mark where each block begins and ends.
 */
export async function compileMjml(mjml: string): Promise<Compiled> {
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

import { createRequire } from 'node:module';
import type { MjmlError } from 'mjml';
import { log } from '../log.server.ts';

export type MjmlFault = { line: number; message: string };

export type Compiled = { html: string; faults: MjmlFault[] };

/** Loading mjml takes half a second: only the first letter, or `warmMjml` at start, waits for it. */
let loaded: Promise<typeof import('mjml')> | undefined;
const load = () => (loaded ??= (spareReflection(), import('mjml')));

/**
 * mjml comes as Babel made it for old engines: each of its thousand objects a letter asks anew whether this one knows
 * `Reflect.construct`, a fifth of the time of a letter. Told once and for all that it does, before mjml loads the question;
 * where it is not found, nothing changes but the time.
 */
function spareReflection(): void {
	try {
		const ours = createRequire(import.meta.url);
		const core = createRequire(createRequire(ours.resolve('mjml')).resolve('mjml-core'));
		const helper = core.resolve('@babel/runtime/helpers/isNativeReflectConstruct');
		core(helper);
		core.cache[helper]!.exports = () => true;
	} catch (error) {
		log.debug({ err: error }, 'mjml asks for itself');
	}
}

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

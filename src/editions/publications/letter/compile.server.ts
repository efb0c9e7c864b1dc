import { formLabels, type Form } from '../publication.ts';
import { letterData, type BlockData, type LetterData } from './data.ts';
import { gate } from './gates.ts';
import type { ArticleWeight, Letter, Remark } from './letter.ts';
import { Markup } from '#platform/mjml/markup.ts';
import { marked, measure, toHtml } from '#platform/mjml/compile.server.ts';
import type { LetterSource } from './source.ts';
import { TemplateError, type Templates } from '#platform/mjml/templates.server.ts';
import { letterText } from './text.ts';

/**
 * An issue as one structure sends it. Nothing is read here but templates: the same source and templates always give the
 * same letter. Never throws for what is wrong with the letter or a template: that is in `errors`, and such a letter must
 * not be sent.
 */
export const compileLetter = async (source: LetterSource, templates: Templates): Promise<Letter> =>
	(await compileParts(source, templates)).letter;

/** The same, with the HTML of each block (by id): what stands in another letter word for word is unchanged. */
export async function compileParts(
	source: LetterSource,
	templates: Templates
): Promise<{ letter: Letter; parts: Map<string, string> }> {
	const data = letterData(source);
	const composed = compose(data, templates);
	// The thread works while the text is written here.
	const compiling = composed.mjml ? toHtml(composed.mjml) : { html: '', faults: [] };
	const text = letterText(source);
	const { html: compiled, faults } = await compiling;
	const { html, bytes: blockBytes, parts } = measure(compiled);
	const bytes = Buffer.byteLength(html);
	const articles = weights(data.blocks, blockBytes);
	const { origin, isPage } = source;
	const { isService } = source.publication;
	const found = html
		? gate({ html, bytes, subject: data.subject, preheader: data.preheader, articles, origin, isPage, isService })
		: { errors: [], warnings: [] };
	const lines = composed.mjml.split('\n');
	const letter = {
		mjml: composed.mjml,
		html,
		text,
		subject: data.subject,
		preheader: data.preheader,
		bytes,
		articles,
		warnings: [...data.warnings, ...found.warnings],
		errors: [
			...composed.errors,
			...faults.map((fault) => mjmlRemark(fault, lines, templates)),
			...data.errors,
			...found.errors
		]
	};
	return { letter, parts };
}

/** The MJML of the whole, each block marked so that it can be weighed. Empty when a template has a fault. */
function compose({ shared, blocks }: LetterData, templates: Templates): { mjml: string; errors: Remark[] } {
	try {
		const made = blocks.map((block) =>
			marked(block.id, templates.render(`blocks/${block.kind}.mjml`, { ...shared, block }))
		);
		return { mjml: templates.render('letter.mjml', { ...shared, blocks: new Markup(made.join('\n')) }), errors: [] };
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		const message = `Modèle ${error.file}, ligne ${error.line}\u00a0: ${error.message}`;
		return { mjml: '', errors: [{ code: 'template', message }] };
	}
}

/** mjml counts lines in the composed whole; the officer needs the file that wrote the line. */
function mjmlRemark(
	{ line, message }: { line: number; message: string },
	lines: string[],
	templates: Templates
): Remark {
	const place = templates.locate(lines[line - 1] ?? '');
	const where = place ? `Modèle ${place.file}, ligne ${place.line}` : `MJML composé, ligne ${line}`;
	return { code: 'mjml', message: `${where}\u00a0: ${message}` };
}

const weights = (blocks: BlockData[], bytes: Map<string, number>): ArticleWeight[] =>
	blocks.flatMap(({ id, kind, slug, title }) =>
		slug && kind in formLabels ? [{ slug, title, form: kind as Form, bytes: bytes.get(id) ?? 0 }] : []
	);

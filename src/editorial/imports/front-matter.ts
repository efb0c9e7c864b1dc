import { LineCounter, parseDocument } from 'yaml';
import { Invalid } from '#kernel/errors.ts';

export type FrontMatter = Record<string, unknown>;

/**
 * The YAML header of a Markdown file and its text. A file without a header is all text. Throws `Invalid`, with the line,
 * for a header that cannot be read, and for Hugo's TOML.
 */
export function readFrontMatter(source: string): { data: FrontMatter; body: string } {
	const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	if (/^\+\+\+\s*\n/.test(text))
		throw new Invalid(
			'L’en-tête est en TOML (+++) : convertissez-le en YAML (---), par exemple avec « hugo convert toYAML ».'
		);
	const match = /^---[ \t]*\n(?:([\s\S]*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
	if (!match) {
		if (/^---[ \t]*\n/.test(text) && /^---[ \t]*\n\s*[\w-]+:/.test(text))
			throw new Invalid('L’en-tête n’est pas fermé : il manque la ligne « --- » qui le termine.');
		return { data: {}, body: text };
	}
	return { data: parseHeader(match[1] ?? ''), body: text.slice(match[0].length) };
}

function parseHeader(header: string): FrontMatter {
	const lineCounter = new LineCounter();
	const document = parseDocument(header, { lineCounter, uniqueKeys: false, strict: false });
	const [error] = document.errors;
	if (error) {
		const { line } = lineCounter.linePos(error.pos[0]);
		throw new Invalid(
			`L’en-tête est illisible à la ligne ${line + 1} : vérifiez les guillemets, les deux-points et les retraits.`
		);
	}
	const data: unknown = document.toJS({ maxAliasCount: 50 });
	if (data === null || data === undefined) return {};
	if (typeof data !== 'object' || Array.isArray(data)) throw new Invalid('L’en-tête n’est pas une liste de champs.');
	return data as FrontMatter;
}

/** The first of these fields that says something, as one line of text. */
export function textField(data: FrontMatter, ...names: string[]): string {
	for (const name of names) {
		const value = data[name];
		if (typeof value === 'string' && value.trim()) return value.trim();
		if (typeof value === 'number') return String(value);
	}
	return '';
}

/** A field that holds one text or several; `between` parts those of one text. */
export function listField(data: FrontMatter, name: string, between?: RegExp): string[] {
	const value = data[name];
	const items = Array.isArray(value) ? value : between && typeof value === 'string' ? value.split(between) : [value];
	return items.flatMap((item) => {
		if (typeof item === 'string') return item.trim() || [];
		const name = (item as { name?: unknown } | null)?.name;
		return typeof name === 'string' && name.trim() ? name.trim() : [];
	});
}

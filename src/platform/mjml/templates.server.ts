import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { emailsDir } from '../places.server.ts';
import { written } from './markup.ts';

/** A fault of a template, with where to look: the path is relative to the folder of its structure, or to `emails/`. */
export class TemplateError extends Error {
	readonly file: string;
	readonly line: number;
	constructor(message: string, file: string, line: number) {
		super(message);
		this.file = file;
		this.line = line;
	}
}

export type Templates = {
	/** Renders a template by its name (`blocks/lead.mjml`). Throws `TemplateError`. */
	render(name: string, data: Record<string, unknown>): string;
	/** The file and line from which a line of composed MJML most likely comes, when a structure's own file wrote it. */
	locate(written: string): { file: string; line: number } | undefined;
};

type Kept = { stamp: string; templates: Templates };
const kept = new Map<string, Kept>();

/**
 * The templates as one structure has them: a file in `DATA_DIR/emails/STRUCTURE_SLUG/` wins over that of the same name
 * in `emails/`. Parsed once, and again when a file of the structure's folder changed; the product's own change with it.
 */
export function templatesFor(dataDir: string, structureSlug: string): Templates {
	const own = join(dataDir, 'emails', structureSlug);
	const stamp = stampOf(own);
	const known = kept.get(own);
	if (known?.stamp === stamp) return known.templates;
	const templates = openTemplates(own, emailsDir);
	kept.set(own, { stamp, templates });
	return templates;
}

/** The templates of the product alone, for a message that must leave whatever a structure's own files hold. */
export const productTemplates = (): Templates => (product ??= openTemplates(join(emailsDir, 'own'), emailsDir));
let product: Templates | undefined;

const filesOf = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.mjml'))
				.sort()
		: [];

const stampOf = (folder: string): string =>
	filesOf(folder)
		.map((name) => {
			const { mtimeMs, size } = statSync(join(folder, name));
			return `${name}:${mtimeMs}:${size}`;
		})
		.join('|');

function openTemplates(own: string, shared: string): Templates {
	const engine = new Liquid({
		root: existsSync(own) ? [own, shared] : [shared],
		cache: true,
		outputEscape: written,
		strictFilters: true,
		strictVariables: true,
		lenientIf: true,
		// An empty text is no text, as designers expect and Liquid itself does not.
		jsTruthy: true,
		ownPropertyOnly: true,
		relativeReference: false,
		renderLimit: 2000
	});
	// Only `Markup` goes out unescaped: a template cannot lift the escaping of what somebody wrote.
	engine.registerFilter('raw', (value: unknown) => value);
	const parsed = new Map<string, ReturnType<Liquid['parseFileSync']>>();
	return {
		render(name, data) {
			try {
				if (!parsed.has(name)) parsed.set(name, engine.parseFileSync(name));
				return engine.renderSync(parsed.get(name)!, data);
			} catch (error) {
				throw explained(error, name, [own, shared]);
			}
		},
		locate: (line) => locate(own, line)
	};
}

/** Liquid forgets the file of a token inside a tag, but keeps the whole text in which it stood. */
function explained(error: unknown, name: string, folders: string[]): TemplateError {
	const said = error as Error & { token?: { input?: string; getPosition(): number[] }; originalError?: Error };
	const [line = 0] = LiquidError.is(error) ? (said.token?.getPosition() ?? []) : [];
	const file = folders
		.flatMap((folder) => filesOf(folder).map((each) => ({ each, path: join(folder, each) })))
		.find(({ path }) => readFileSync(path, 'utf8') === said.token?.input)?.each;
	const message = (said.originalError?.message ?? said.message).replace(/,( file:.*)? line:\d+, col:\d+$/s, '');
	return new TemplateError(message, file ?? name, line);
}

function locate(own: string, written: string): { file: string; line: number } | undefined {
	const wanted = written.trim();
	if (wanted.length < 4) return undefined;
	for (const file of filesOf(own)) {
		const lines = readFileSync(join(own, file), 'utf8').split('\n');
		const index = lines.findIndex((line) => line.trim() === wanted);
		if (index >= 0) return { file, line: index + 1 };
	}
	return undefined;
}

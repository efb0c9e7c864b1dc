import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, relative, sep } from 'node:path';
import { readHtml, readMarkdown, type Reading } from '#editorial/content/index.server.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { readFields, isHouseFormat, type Fields } from './fields.ts';
import type { ForeignArticle, Found } from './foreign.ts';
import { readFrontMatter } from './front-matter.ts';
import { fileFinder, filesUnder, type FindFile } from './lookup.server.ts';
import { withoutTemplates } from './templates.ts';

const isText = (path: string) => /\.(md|markdown|html?)$/i.test(path);
const isAccompanying = (path: string) =>
	/^(readme|changelog|contributing|license|licence|code_of_conduct|index|_index|404)\.\w+$/i.test(basename(path));

const largest = 5_000_000;

/** Articles of a folder of Markdown (or of one file), in the order of their paths. */
export async function folderArticles(path: string, structureId: (slug: string) => string | undefined): Promise<Found> {
	const isFile = (await stat(path)).isFile();
	const root = isFile ? dirname(path) : path;
	const find = await fileFinder(root);
	const files = isFile ? [path] : (await filesUnder(root)).filter(isText);
	const sourceOf = (file: string) => relative(root, file).split(sep).join('/').normalize('NFC');
	const found: Found = { candidates: [], skipped: [] };
	for (const file of files) {
		const source = sourceOf(file);
		if (!isFile && (isAccompanying(file) || /(^|\/)_(site|layouts|includes|data|sass)\//.test(source)))
			found.skipped.push({ source, reason: 'Ce fichier accompagne le site, ce n’est pas un article.' });
		else found.candidates.push({ source, read: () => readFileArticle(file, source, find, structureId) });
	}
	return found;
}

async function readFileArticle(
	file: string,
	source: string,
	find: FindFile,
	structureId: (slug: string) => string | undefined
): Promise<ForeignArticle> {
	if ((await stat(file)).size > largest) throw new Invalid('Ce fichier dépasse 5 Mo : ce n’est pas un article.');
	const warnings: ForeignArticle['warnings'] = [];
	const original = decode(await readFile(file), warnings);
	const { data, body } = readFrontMatter(original);
	const fields = readFields(data);
	const directives = isHouseFormat(data);
	const text = directives ? body : withoutTemplates(body, warnings);
	const read = (title: string) =>
		/\.html?$/i.test(file) ? readHtml(text, { title }) : readMarkdown(text, { directives, structureId, title });
	const dated = fromName(file);
	const title = fields.title || titleIn(read('')) || dated.title;
	const reading = read(title);
	return {
		...{ source, original, warnings: [...warnings, ...reading.warnings] },
		fields: {
			...fields,
			title,
			publishedAt: fields.publishedAt ?? dated.publishedAt,
			slug: fields.slug ?? dated.slug
		},
		blocks: reading.blocks,
		images: reading.images.map(({ src }) => src),
		find: (src) => find(src, dirname(file))
	};
}

/** UTF-8, or the old encoding of French files. */
function decode(bytes: Buffer, warnings: ForeignArticle['warnings']): string {
	if (bytes.includes(0)) throw new Invalid('Ce fichier n’est pas un texte.');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		warnings.push({
			code: 'form-reduced',
			message: 'Le fichier n’est pas en UTF-8\u00a0: il a été lu comme du Windows-1252.'
		});
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** Jekyll's file names: `2016-03-29-un-titre.md`. */
function fromName(file: string): Pick<Fields, 'title' | 'slug' | 'publishedAt'> {
	const name = basename(file, extname(file)).normalize('NFC');
	const [, date, rest = name] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name) ?? [];
	const words = rest.replace(/[-_]+/g, ' ').trim();
	return {
		title: words.charAt(0).toUpperCase() + words.slice(1),
		slug: rest,
		publishedAt: date ? instantFromLocal(date) : undefined
	};
}

const titleIn = ({ blocks: [first] }: Reading): string =>
	first?.type === 'heading'
		? (first.content ?? []).map((each) => (each.type === 'text' ? each.text : ' ')).join('')
		: '';

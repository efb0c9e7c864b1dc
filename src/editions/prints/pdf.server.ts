import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openPicture } from '#foundation/media/index.server.ts';
import { Conflict } from '#kernel/errors.ts';
import { findBrowser, printToPdf } from '#platform/browser.server.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fileStore, type MediaStore } from '#platform/files.server.ts';
import { pagesOfPlaces } from '#platform/pdf.ts';
import { inlineFonts } from './fonts.server.ts';
import type { Paper, PaperDress } from './print.ts';
import { paperHtml } from './sheet/document.ts';

export type PrintHouse = { db: Db; store: MediaStore; settings: Pick<Settings, 'dataDir' | 'browserPath'> };

/** Whether this installation makes PDF files: a browser is there. */
export const canMakePdf = ({ browserPath }: Pick<Settings, 'browserPath'>): boolean =>
	findBrowser(browserPath) !== undefined;

/** What a file that stands alone may do: show itself. No script, no network, whatever it holds. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`;

/** An issue on paper as one HTML file that needs nothing else: typefaces, style and pictures are inside. */
export async function standalonePaper(
	house: Pick<PrintHouse, 'db' | 'store'>,
	paper: Paper,
	pages: PaperDress['pages'] = null
): Promise<string> {
	const html = paperHtml(paper, { fonts: await inlineFonts(), tools: '', pages }, policy);
	return withPictures(house, wholeLinks(withOneSource(html), new URL(paper.webUrl).origin));
}

/** Where PDF files are kept, so that each is made once. */
const papersOf = (dataDir: string): string => join(dataDir, 'papers');

const making = new Map<string, Promise<Buffer>>();

/**
 * An issue as an A4 PDF: tagged, with its title and language. Kept by what it holds, so that it is made once; asked for
 * twice at a time, it is made once too. Throws `Conflict` where no browser is installed.
 */
export async function paperPdf(house: PrintHouse, paper: Paper): Promise<Buffer> {
	const browser = findBrowser(house.settings.browserPath);
	if (!browser)
		throw new Conflict(
			'Aucun navigateur n’est installé ici pour faire un PDF. Imprimez la page depuis votre navigateur, ou réglez BROWSER_PATH.'
		);
	const plain = paperHtml(paper, { fonts: '', tools: '', pages: null });
	const key = `${createHash('sha256').update(plain).digest('hex').slice(0, 40)}.pdf`;
	const kept = fileStore(papersOf(house.settings.dataDir));
	const known = await kept.read(key);
	if (known) return known;
	const path = `${house.settings.dataDir} ${key}`;
	const made =
		making.get(path) ??
		makePdf(browser, house, paper).then(async (pdf) => {
			await kept.put(key, pdf);
			return pdf;
		});
	making.set(path, made);
	return made.finally(() => making.delete(path));
}

/** Days after which a kept PDF is thrown away; whoever asks for it afterwards has it made again. */
const keptDays = 90;

/** A duty: what was made long ago leaves the disk. Answers how many files did. */
export async function forgetPapers({ dataDir }: Pick<Settings, 'dataDir'>): Promise<number> {
	const before = Date.parse(now()) - keptDays * 86_400_000;
	const folder = papersOf(dataDir);
	let left = 0;
	for (const name of existsSync(folder) ? await readdir(folder) : []) {
		const path = join(folder, name);
		if ((await stat(path)).mtimeMs >= before) continue;
		await rm(path, { force: true });
		left += 1;
	}
	return left;
}

/**
 * Printed twice: the first time tells on which page everything stands, the second says it in the contents. Should the
 * numbers themselves move something, the contents go without them rather than with wrong ones.
 */
async function makePdf(browser: string, house: PrintHouse, paper: Paper): Promise<Buffer> {
	const first = await printToPdf(browser, await standalonePaper(house, paper, new Map()));
	const pages = pagesOfPlaces(first);
	if (pages.size === 0) return first;
	const second = await printToPdf(browser, await standalonePaper(house, paper, pages));
	const after = pagesOfPlaces(second);
	return [...pages].every(([place, page]) => after.get(place) === page) ? second : first;
}

/** Of each picture, one file: the largest JPEG that paper needs. */
const withOneSource = (html: string): string =>
	html
		.replace(/<source [^>]*>/g, '')
		.replace(/(<img [^>]*?) srcset="[^"]*" sizes="[^"]*"/g, '$1')
		.replace(/ loading="lazy" decoding="async"/g, '');

/** A file is read far from the site: its links say which. */
const wholeLinks = (html: string, origin: string): string => html.replace(/ href="\/(?!\/)/g, ` href="${origin}/`);

/** Pictures put inside the file. One that cannot be read is left out, with its alternative text. */
async function withPictures({ db, store }: Pick<PrintHouse, 'db' | 'store'>, html: string): Promise<string> {
	const inside = new Map<string, string>();
	for (const [, path = '', key = '', width = ''] of html.matchAll(/src="(\/media\/([0-9a-f]{32})\/(\d+)\.jpg)"/g)) {
		if (inside.has(path)) continue;
		const picture = await openPicture({ db, store }, key, Number(width), 'jpg').catch(() => undefined);
		const bytes = picture && Buffer.from(await new Response(picture.body).arrayBuffer());
		inside.set(path, bytes ? `data:${picture.mime};base64,${bytes.toString('base64')}` : '');
	}
	return html.replace(/src="(\/media\/[^"]*)"/g, (_, path: string) => `src="${inside.get(path) ?? ''}"`);
}

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';

/** A file of the imported folder. */
export type FoundFile = { bytes: Buffer; name: string };

/** Finds a file as a text names it, from the folder in which the text is. */
export type FindFile = (src: string, from: string) => Promise<FoundFile | undefined>;

const isHidden = (name: string) => name.startsWith('.') || name === 'node_modules';

/** Every file under a folder, as paths, hidden ones left out; links are not followed. */
export async function filesUnder(root: string): Promise<string[]> {
	const found: string[] = [];
	const visit = async (folder: string): Promise<void> => {
		const entries = await readdir(folder, { withFileTypes: true });
		for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
			if (isHidden(entry.name)) continue;
			const path = join(folder, entry.name);
			if (entry.isDirectory()) await visit(path);
			else if (entry.isFile()) found.push(path);
		}
	};
	await visit(root);
	return found;
}

/** Folders under which site generators keep what they publish at the root. */
const publicFolders = ['', 'static', 'public', 'assets', 'src', 'uploads', 'wp-content'];

const largest = 30_000_000;
const folded = (name: string) => name.normalize('NFC').toLowerCase();

/**
 * Looks for files inside `root` and nowhere else: beside the text, in the folders above it, under the folders where site
 * generators keep what they publish, and at last anywhere, when one single file has that name. Addresses of the old site
 * are looked up by their path; nothing is ever fetched.
 */
export async function fileFinder(root: string): Promise<FindFile> {
	const base = await realpath(root);
	const byName = new Map<string, string[]>();
	for (const path of await filesUnder(base)) {
		const key = folded(basename(path));
		byName.set(key, [...(byName.get(key) ?? []), path]);
	}
	return async (src, from) => {
		const isRemote = /^(https?:)?\/\//i.test(src);
		for (const name of spellings(src)) {
			for (const path of candidates(name, from, base)) {
				const found = await read(path, base);
				if (found) return found;
			}
		}
		if (isRemote && !/\/(uploads|img|images|assets|media)\//i.test(src)) return undefined;
		const same = spellings(src).map((name) => byName.get(folded(basename(name))) ?? []);
		const only = same.find((paths) => paths.length === 1);
		return only && !isRemote ? read(only[0]!, base) : undefined;
	};
}

/** The path that an address means, as written and decoded; and the original of a size that WordPress made. */
function spellings(src: string): string[] {
	const path = src.replace(/^(https?:)?\/\/[^/]+/i, '').replace(/[?#].*$/s, '');
	const both = [path, decoded(path)];
	return [...new Set(both.flatMap((each) => [each, each.replace(/(-\d+x\d+|-scaled)(?=\.\w+$)/, '')]))].filter(Boolean);
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function candidates(name: string, from: string, base: string): string[] {
	const folders: string[] = [];
	for (let folder = from; isInside(folder, base); folder = dirname(folder)) {
		folders.push(folder);
		if (folder === base) break;
	}
	const tail = /\/(?:wp-content\/)?(uploads\/.*)$/.exec(name)?.[1];
	return [...new Set([name, ...(tail ? [tail] : [])])].flatMap((each) =>
		folders.flatMap((folder) => publicFolders.map((place) => join(folder, place, each)))
	);
}

const isInside = (path: string, base: string): boolean => {
	const way = relative(base, path);
	return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !way.startsWith(sep));
};

async function read(path: string, base: string): Promise<FoundFile | undefined> {
	if (path.includes('\0') || !isInside(path, base)) return undefined;
	try {
		const real = await realpath(path);
		const about = await stat(real);
		if (!isInside(real, base) || !about.isFile() || about.size > largest) return undefined;
		return { bytes: await readFile(real), name: basename(real) };
	} catch {
		return undefined;
	}
}

/** "capture-d-e-cran_2.png" → "capture d e cran 2"; empty when the name says nothing. */
export function readableName(name: string): string {
	const words = basename(name, extname(name))
		.replace(/[-_+.\s]+/g, ' ')
		.trim();
	return /\p{L}{3,}/u.test(words) && words.length <= 60 && !automatic.test(words) ? words : '';
}

/** Names that cameras, telephones and editors give. */
const automatic =
	/^(pasted image|image|img|dsc|dscn|photo|picture|capture|screen ?shot|untitled|unnamed|sans titre|scan|whatsapp|pxl)\b/i;

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** Where bytes are kept, under paths such as `pictures/KEY/960.webp`. A port: a folder here, an object store elsewhere. */
export type MediaStore = {
	/** Writes all or nothing; what was there is replaced. */
	put(path: string, bytes: Uint8Array): Promise<void>;
	/** Undefined when there is nothing. */
	read(path: string): Promise<Buffer | undefined>;
	/** For what is too large to hold: undefined when there is nothing. */
	stream(path: string): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | undefined>;
	stat(path: string): Promise<{ bytes: number } | undefined>;
	/** Removing what is not there is not an error. */
	remove(path: string): Promise<void>;
};

/** Segments of letters, digits, `-`, `_` and inner dots: nothing that leads out of the store or hides in it. */
const validPath = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** Whether a path may be given to a store. */
export const isStorePath = (path: string): boolean =>
	path.length <= 240 && validPath.test(path) && !path.includes('..');

/** A store in a folder of this machine, made when first written to. A path that is not one throws `RangeError`. */
export function fileStore(dir: string): MediaStore {
	const at = (path: string) => {
		if (!isStorePath(path)) throw new RangeError(`not a path of the store: ${JSON.stringify(path.slice(0, 200))}`);
		return join(dir, path);
	};
	return {
		put: (path, bytes) => writeWhole(at(path), bytes),
		read: (path) => unlessMissing(readFile(at(path))),
		async stream(path) {
			const found = await unlessMissing(stat(at(path)));
			if (!found?.isFile()) return undefined;
			const body = Readable.toWeb(createReadStream(at(path))) as ReadableStream<Uint8Array>;
			return { body, bytes: found.size };
		},
		async stat(path) {
			const found = await unlessMissing(stat(at(path)));
			return found?.isFile() ? { bytes: found.size } : undefined;
		},
		remove: (path) => rm(at(path), { force: true })
	};
}

/** To a neighbour first, on the disk for good, then renamed: a reader or a crash never sees half of it. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const draft = `${path}.${randomUUID()}.part`;
	try {
		const file = await open(draft, 'wx');
		try {
			await file.writeFile(bytes);
			await file.datasync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
	try {
		return await reading;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
		throw error;
	}
}

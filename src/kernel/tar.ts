/** A file of an archive; `path` has `/` between folders, and is at most 255 bytes long. */
export type TarEntry = { path: string; bytes: Uint8Array };

const block = 512;

/**
 * Files as a tar archive (POSIX ustar), which every system opens. The same files make the same bytes: no owner, one date.
 * Throws `RangeError` for a path that the format cannot hold or that leads out of the archive.
 */
export function tar(entries: TarEntry[], at: Date): Uint8Array {
	const parts = entries.flatMap(({ path, bytes }) => [
		header(path, bytes.length, at),
		bytes,
		new Uint8Array((block - (bytes.length % block)) % block)
	]);
	return Buffer.concat([...parts, new Uint8Array(2 * block)]);
}

function header(path: string, size: number, at: Date): Uint8Array {
	const bytes = Buffer.alloc(block);
	const { name, prefix } = split(path);
	const put = (text: string, offset: number) => void bytes.write(text, offset, 'utf8');
	const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
	put(name, 0);
	put(octal(0o644, 8), 100);
	put(octal(0, 8), 108);
	put(octal(0, 8), 116);
	put(octal(size, 12), 124);
	put(octal(Math.floor(at.getTime() / 1000), 12), 136);
	put(' '.repeat(8), 148);
	put('0', 156);
	put('ustar\0' + '00', 257);
	put(prefix, 345);
	const sum = bytes.reduce((total, byte) => total + byte, 0);
	put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return bytes;
}

/** A long path stands in two fields, cut at a folder. */
function split(path: string): { name: string; prefix: string } {
	const isOut = path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '');
	if (isOut) throw new RangeError(`not a path of an archive: ${path}`);
	if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
	for (let cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) {
		const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
		if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return { name, prefix };
	}
	throw new RangeError(`too long for an archive: ${path}`);
}

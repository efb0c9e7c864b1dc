/** A kind of file that we keep as it is: its extensions and how it is served. */
export type FileType = { extensions: string[]; mime: string };

const opendocument = 'application/vnd.oasis.opendocument';
const openxml = 'application/vnd.openxmlformats-officedocument';

/**
 * What a file is, judged by its content; undefined for anything that we do not keep (pages, drawings and scripts that
 * a browser would run, programs, unknown formats). `extension` only chooses between plain texts. Pure.
 */
export function fileTypeOf(bytes: Buffer, extension: string): FileType | undefined {
	if (starts(bytes, '%PDF-')) return { extensions: ['pdf'], mime: 'application/pdf' };
	if (starts(bytes, 'PK\x03\x04') || starts(bytes, 'PK\x05\x06')) return archiveType(bytes);
	if (starts(bytes, 'ID3') || isMpegFrame(bytes)) return { extensions: ['mp3'], mime: 'audio/mpeg' };
	if (starts(bytes, 'ftyp', 4)) return movieType(bytes);
	return textType(bytes, extension);
}

const starts = (bytes: Buffer, sign: string, at = 0): boolean =>
	bytes.subarray(at, at + sign.length).equals(Buffer.from(sign, 'latin1'));

const isMpegFrame = (bytes: Buffer): boolean =>
	bytes.length > 4 && bytes[0] === 0xff && (bytes[1]! & 0xe6) === 0xe2 && (bytes[2]! & 0xf0) !== 0xf0;

const movieBrands = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'M4A ', 'MSNV', 'dash'];

const movieType = (bytes: Buffer): FileType | undefined =>
	movieBrands.includes(bytes.subarray(8, 12).toString('latin1'))
		? { extensions: ['mp4'], mime: 'video/mp4' }
		: undefined;

/** OpenDocument says its type in its first entry, Office Open XML in the folders it holds. Macros are not kept. */
function archiveType(bytes: Buffer): FileType | undefined {
	const names = archiveNames(bytes);
	if (!names) return undefined;
	const declared = /^mimetype(application\/[\w.+-]+)/.exec(bytes.subarray(30, 140).toString('latin1'))?.[1] ?? '';
	const open = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' }[declared.replace(`${opendocument}.`, '')];
	if (open) return { extensions: [open], mime: `${opendocument}.${declared.slice(opendocument.length + 1)}` };
	if (names.includes('[Content_Types].xml')) {
		if (names.some((name) => /vbaProject\.bin$/i.test(name))) return undefined;
		if (names.some((name) => name.startsWith('word/')))
			return { extensions: ['docx'], mime: `${openxml}.wordprocessingml.document` };
		if (names.some((name) => name.startsWith('xl/')))
			return { extensions: ['xlsx'], mime: `${openxml}.spreadsheetml.sheet` };
		if (names.some((name) => name.startsWith('ppt/')))
			return { extensions: ['pptx'], mime: `${openxml}.presentationml.presentation` };
		return undefined;
	}
	return { extensions: ['zip'], mime: 'application/zip' };
}

/** The names in the central directory of a ZIP archive (APPNOTE 4.3.12), or undefined when it cannot be read. */
function archiveNames(bytes: Buffer): string[] | undefined {
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end === -1 || end + 22 > bytes.length) return undefined;
	const count = bytes.readUInt16LE(end + 10);
	const names: string[] = [];
	let at = bytes.readUInt32LE(end + 16);
	for (let entry = 0; entry < count; entry++) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return undefined;
		const length = bytes.readUInt16LE(at + 28);
		names.push(bytes.subarray(at + 46, at + 46 + length).toString('utf8'));
		at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return names;
}

const textMimes: Record<string, string> = {
	txt: 'text/plain',
	csv: 'text/csv',
	ics: 'text/calendar',
	vtt: 'text/vtt'
};
const textBeginnings: Record<string, RegExp> = { ics: /^BEGIN:VCALENDAR\r?\n/i, vtt: /^WEBVTT(?:[ \t\r\n]|$)/ };

/** The beginning of what a browser or a shell would run. */
const runnable = /^\s*(?:<(?:[!?]|[a-z][\w:-]*[\s/>])|#!|%!)/i;

function textType(bytes: Buffer, extension: string): FileType | undefined {
	const mime = textMimes[extension];
	if (!mime || bytes.length === 0 || /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(bytes.toString('latin1'))) return undefined;
	const isUtf8 = Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
	const text = bytes.toString(isUtf8 ? 'utf8' : 'latin1').replace(/^\ufeff/, '');
	if (runnable.test(text)) return undefined;
	if (!(textBeginnings[extension]?.test(text) ?? true)) return undefined;
	return { extensions: [extension], mime: `${mime}; charset=${isUtf8 ? 'utf-8' : 'windows-1252'}` };
}

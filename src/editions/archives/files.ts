import type { ArchiveFile } from './archive.ts';

export const file = (path: string, content: string | Uint8Array): ArchiveFile => ({
	path,
	bytes: typeof content === 'string' ? Buffer.from(content) : content
});

export const json = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

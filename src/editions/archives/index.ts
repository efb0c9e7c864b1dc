export type { Archive, ArchiveFile, Manifest } from './archive.ts';

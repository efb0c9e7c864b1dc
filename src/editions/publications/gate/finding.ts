/**
 * What is to be put right, or read, before an issue is proofed. `structureId` is the voice in which it was found; null for
 * all of them. `place` is where, and `href` the page where it is put right, when there is one.
 */
export type Finding = {
	level: 'blocks' | 'warns';
	code: string;
	/** A French sentence. */
	message: string;
	structureId: string | null;
	place: { kind: 'issue' | 'voice' | 'block' | 'article'; id: string };
	href: string | null;
};

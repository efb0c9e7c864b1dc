import type { Illustration } from '#editorial/articles/ui/illustrated.ts';

/** What one structure would say of an article on each channel, to one level of reach. */
export type VoicePreview = {
	/** A structure (id). */
	structure: string;
	title: string;
	standfirst: string;
	/** What kind of thing it is, above the title. */
	kicker: string;
	picture: Illustration | undefined;
	/** For our own pages; made by the html channel, which escapes all that a writer typed. */
	html: string;
	/** For those who answer residents; empty beyond agents. */
	relayMessage: string;
	/** A whole HTML document, to be shown in a frame where nothing runs. Empty when a template has a fault. */
	mail: { html: string; subject: string; bytes: number; errors: string[] };
	text: string;
	short: string;
	social: string;
};

/** `faults` are sentences on blocks that are not finished: they are left out until they are. */
export type Preview = { faults: string[]; voices: VoicePreview[] };

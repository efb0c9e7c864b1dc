import type { PageData } from './$types';
import type { Writing } from './writing.svelte.ts';

/** A place of the article that a panel speaks of: a field, of one structure when it is a variant, or a block of the text. */
export type Where = { field: string; block?: number; quote?: string; structure?: string };

/** What every panel beside the text is given. */
export type PanelProps = {
	writing: Writing;
	data: PageData;
	/** Shows a place of the article, and selects the words. */
	goTo?: (where: Where) => void;
	/** Invites somebody to write this article. */
	invite?: (agentId: string) => Promise<void>;
};

import type { Component } from 'svelte';
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

type PanelModule = { default: Component<PanelProps> };

const found = import.meta.glob<PanelModule>(['./Review.svelte', './Diffuse.svelte', './Circuit.svelte'], {
	eager: true
});

export type PanelName = 'Review' | 'Diffuse' | 'Circuit';

export const panelOf = (name: PanelName): Component<PanelProps> | undefined => found[`./${name}.svelte`]?.default;

type DialogModule = { default: Component<PanelProps & { onclose: () => void }> };

const dialogs = import.meta.glob<DialogModule>(['./Preview.svelte', './Submit.svelte'], { eager: true });

/** What opens over the page: it is mounted while open, and says when it is closed. */
export const dialogOf = (name: 'Preview' | 'Submit'): DialogModule['default'] | undefined =>
	dialogs[`./${name}.svelte`]?.default;

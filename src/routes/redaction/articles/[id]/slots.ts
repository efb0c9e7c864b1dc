import type { Component } from 'svelte';
import type { Doc } from '#editorial/content/index.ts';
import type { Description, Media } from '#foundation/media/index.ts';
import type { NamedStructure } from '#foundation/structures/ui/known.ts';
import type { PageData } from './$types';
import PlainBody from './PlainBody.svelte';
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

/** What the page asks of the editor. */
export type BodyEditor = {
	focus(): void;
	getDoc(): Doc;
	setDoc(doc: Doc): void;
	goTo(block: number, text?: string): void;
};

type BodyProps = {
	doc: Doc;
	structures: NamedStructure[];
	voices: string[];
	media: Record<string, Media>;
	upload: (file: File, words: Description) => Promise<Media>;
	uploadFile: (file: File) => Promise<Media>;
	pickMedia: (kind: 'image' | 'file') => Promise<Media | undefined>;
	label: string;
	onchange: (doc: Doc) => void;
};

const editors = import.meta.glob<{ default: Component<BodyProps, BodyEditor> }>(
	'/src/editorial/content/ui/editor/Editor.svelte',
	{ eager: true }
);

export const bodyEditor: Component<BodyProps, BodyEditor> =
	Object.values(editors)[0]?.default ?? (PlainBody as unknown as Component<BodyProps, BodyEditor>);

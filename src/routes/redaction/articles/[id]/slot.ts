import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { PageData } from './$types';
import { cloneOf } from './clone.ts';
import type { Shelf } from './copies.ts';
import type { Merge } from './merge.ts';

/** The working slot as the page and its endpoints send it. */
export type Slot = PageData['slot'];

/** Two texts of the same places, until somebody chooses: `slot` is what the server has, `base` what both began from. */
export type OpenConflict = { base: ArticleDraft | null; slot: Slot; merge: Merge };

/** Something that happened by itself and that the writer may want to know. `undo` takes it back. */
export type WritingNotice = { words: string; undo?: () => void; undoWords?: string };

/** What a tab starts from; `url` is the page’s own, without a final slash. */
export type Opening = { slot: Slot; agentId: string; shelf?: Shelf | undefined; url: string };

/** A copy in which everything but the body may be written. */
export function copyOf(draft: ArticleDraft): ArticleDraft {
	const { content, ...envelope } = draft;
	const { body, ...words } = content;
	return { ...cloneOf(envelope), content: { ...cloneOf(words), body } };
}

/** Says whose changes were taken in: of another person, or of one's own other window. */
export function takenWords({ updatedBy }: Slot, agentId: string): string {
	const who = updatedBy?.id === agentId ? 'de votre autre fenêtre' : `de ${updatedBy?.name ?? 'quelqu’un'}`;
	return `Modifications ${who} reprises.`;
}

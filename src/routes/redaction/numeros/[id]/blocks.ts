import { blocksFor, type IssueBlock } from '#editions/publications/index.ts';
import { newId } from '#kernel/ids.ts';
import { changeVoice, type Draft } from './draft.ts';

/** The blocks that one structure shows, in its order; all of them, as the issue stands, when `voice` is null. */
export const inOrder = (draft: Pick<Draft, 'blocks' | 'voices'>, voice: string | null): IssueBlock[] =>
	voice === null ? draft.blocks : blocksFor(draft, voice);

export const carries = ({ voices }: Pick<IssueBlock, 'voices'>, structureId: string): boolean =>
	voices.length === 0 || voices.includes(structureId);

/** Puts a block after another, or at the end. The imprint stays last: what is added goes before it. */
export function addBlock(draft: Draft, block: IssueBlock, afterId: string | null): Draft {
	const after = draft.blocks.findIndex(({ id }) => id === afterId);
	const isClosed = draft.blocks.at(-1)?.kind === 'imprint' && block.kind !== 'imprint';
	const end = draft.blocks.length - (isClosed ? 1 : 0);
	return { ...draft, blocks: draft.blocks.toSpliced(after < 0 ? end : after + 1, 0, block) };
}

export function removeBlock(draft: Draft, id: string): Draft {
	const without = Object.entries(draft.voices).map(
		([structure, voice]) => [structure, { ...voice, order: voice.order?.filter((one) => one !== id) ?? null }] as const
	);
	return { ...draft, blocks: draft.blocks.filter((block) => block.id !== id), voices: Object.fromEntries(without) };
}

/** Writes into one block: what is given replaces. */
export const changeBlock = (draft: Draft, id: string, change: Partial<IssueBlock>): Draft => ({
	...draft,
	blocks: draft.blocks.map((block) => (block.id === id ? ({ ...block, ...change } as IssueBlock) : block))
});

/** Puts a block where another stands (`to`, a rank), for one structure alone when `voice` is said. */
export function placeBlock(draft: Draft, id: string, to: number, voice: string | null): Draft {
	const order = inOrder(draft, voice);
	const from = order.findIndex((block) => block.id === id);
	const at = Math.max(0, Math.min(to, order.length - 1));
	if (from < 0 || from === at) return draft;
	const moved = order.toSpliced(from, 1).toSpliced(at, 0, order[from]!);
	if (voice === null) return { ...draft, blocks: moved };
	const ids = moved.map((block) => block.id);
	const common = draft.blocks.filter((block) => carries(block, voice));
	const isCommon = ids.every((one, index) => one === common[index]?.id);
	return changeVoice(draft, voice, { order: isCommon ? null : ids });
}

/** Past the neighbour above (-1) or below (1). */
export function moveBlock(draft: Draft, id: string, step: -1 | 1, voice: string | null): Draft {
	const from = inOrder(draft, voice).findIndex((block) => block.id === id);
	return from < 0 ? draft : placeBlock(draft, id, from + step, voice);
}

/** Whether a structure carries a block, turned over. The last that carries it keeps it: a block is somebody's, or is removed. */
export function toggleVoice(draft: Draft, id: string, structureId: string, all: string[]): Draft {
	const block = draft.blocks.find((one) => one.id === id);
	if (!block) return draft;
	const had = block.voices.length === 0 ? all : block.voices;
	const has = all.filter((one) => (one === structureId ? !had.includes(one) : had.includes(one)));
	if (has.length === 0) return draft;
	return changeBlock(draft, id, { voices: has.length === all.length ? [] : has });
}

/** A block of the issue's own, with what is needed to be kept. */
export function newBlock(kind: Exclude<IssueBlock['kind'], 'article' | 'tribune'>, days: [string, string]): IssueBlock {
	const own = { id: newId(), voices: [] };
	const body = { type: 'doc' as const, content: [{ type: 'paragraph' as const }] };
	switch (kind) {
		case 'heading':
			return { ...own, kind, title: 'Intertitre' };
		case 'text':
			return { ...own, kind, title: '', body };
		case 'agenda':
			return { ...own, kind, title: 'Agenda', from: days[0], to: days[1] };
		case 'figures':
			return { ...own, kind, title: '', figures: [{ value: '', label: '', source: '' }] };
		case 'moves':
			return { ...own, kind, title: 'Mouvements', moves: [{ what: 'arrival', name: '', detail: '' }] };
		case 'action':
			return { ...own, kind, title: '', text: '', label: '', url: '' };
		default:
			return { ...own, kind };
	}
}

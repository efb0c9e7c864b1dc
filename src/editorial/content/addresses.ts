import type { Reach } from '#kernel/reach.ts';
import { enumerate } from '#kernel/text.ts';
import type { ChannelContext } from './channel.ts';
import type { Address } from './document.ts';

/** Neighbours with the same address, in order. `address` is undefined for what everybody reads. */
export type Run<B> = { address: Address | undefined; blocks: B[] };

type Addressable = { attrs?: { for?: Address | null } };

const keyOf = ({ structures = [], reach = 'public' }: Address) => `${[...structures].sort().join(' ')}|${reach}`;

const nobodyElse = keyOf({});

/** Blocks gathered into runs of neighbours with the same address. */
export function runsOf<B extends object>(blocks: readonly B[]): Run<B>[] {
	const runs: (Run<B> & { key: string })[] = [];
	for (const block of blocks) {
		const address = (block as Addressable).attrs?.for ?? {};
		const key = keyOf(address);
		const last = runs.at(-1);
		if (last?.key === key) last.blocks.push(block);
		else runs.push({ key, address: key === nobodyElse ? undefined : address, blocks: [block] });
	}
	return runs;
}

const reservedTo: Record<Reach, string> = {
	internal: 'réservé aux agents',
	partners: 'réservé aux agents et aux partenaires',
	public: ''
};

/**
 * "Passage propre à : Ville et CCAS · réservé aux agents", "Réservé aux agents". The colon spares an article, which
 * depends on each structure's name (la Ville, l’Agglo, le CCAS).
 */
export function addressLabel({ structures = [], reach = 'public' }: Address, context: ChannelContext): string {
	const names = structures.flatMap((id) => context.structures.get(id)?.shortName ?? []);
	const reserved = reservedTo[reach];
	if (names.length === 0) return reserved ? `R${reserved.slice(1)}` : 'Passage propre à votre structure';
	const own = `Passage propre à\u00a0: ${enumerate(names)}`;
	return reserved ? `${own} · ${reserved}` : own;
}

import type { IssueBlock } from '#editions/publications/index.ts';
import type { Draft } from './draft.ts';

/** Two people changed the same place. `undefined`: it was taken away. */
export type Clash = { id: string; mine: unknown; theirs: unknown };

export type Choice = 'mine' | 'theirs';
export type Choices = Record<string, Choice>;

/** `places` and `order` hold what joined by itself, with mine where both changed; `clashes` wait for a choice. */
export type Joined = { places: Map<string, unknown>; order: string[]; clashes: Clash[] };

const fields = ['number', 'title', 'date', 'preheader', 'editorial', 'isSpecial'] as const;

/** Each place of a composition that is chosen as a whole: fields, blocks by their id, voices by their structure. */
function placesOf(draft: Draft): Map<string, unknown> {
	return new Map<string, unknown>([
		...fields.map((name) => [name, draft[name]] as const),
		...draft.blocks.map((block) => [`block/${block.id}`, block] as const),
		...Object.entries(draft.voices).map(([id, voice]) => [`voice/${id}`, voice] as const)
	]);
}

const markOf = (value: unknown): string =>
	JSON.stringify(value, (_, inside: unknown) =>
		typeof inside === 'object' && inside !== null && !Array.isArray(inside)
			? Object.fromEntries(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inside
	) ?? '';

export const isSame = (a: unknown, b: unknown): boolean => a === b || markOf(a) === markOf(b);

/**
 * What two people made of `base`: different places are taken from both, the same place changed twice is a clash. Blocks
 * that only one of them moved stand where he put them; that both moved, where I did. Without `base` all that differs clashes.
 */
export function join(base: Draft | null, theirs: Draft, mine: Draft): Joined {
	const was = base ? placesOf(base) : new Map<string, unknown>();
	const [ours, others] = [placesOf(mine), placesOf(theirs)];
	const places = new Map(ours);
	const clashes: Clash[] = [];
	for (const id of new Set([...ours.keys(), ...others.keys()])) {
		const [before, my, their] = [was.get(id), ours.get(id), others.get(id)];
		if (isSame(my, their) || (base && isSame(their, before))) continue;
		if ((base && isSame(my, before)) || (!base && my === undefined)) put(places, id, their);
		else if (base || their !== undefined) clashes.push({ id, mine: my, theirs: their });
	}
	const ids = (draft: Draft | null) => draft?.blocks.map(({ id }) => id) ?? [];
	return { places, clashes, order: joinOrders(ids(base), ids(theirs), ids(mine)) };
}

/** The composition once each clash is chosen; what is not chosen is mine. */
export function settle({ places, order, clashes }: Joined, choices: Choices): Draft {
	const settled = new Map(places);
	for (const { id, theirs } of clashes) if (choices[id] === 'theirs') put(settled, id, theirs);
	const named = (prefix: string) =>
		[...settled].flatMap(([id, value]) => (id.startsWith(prefix) ? [[id.slice(prefix.length), value] as const] : []));
	const blocks = new Map(named('block/') as [string, IssueBlock][]);
	const field = Object.fromEntries(fields.map((name) => [name, settled.get(name)]));
	return {
		...(field as Pick<Draft, (typeof fields)[number]>),
		blocks: order.flatMap((id) => blocks.get(id) ?? []),
		voices: Object.fromEntries(named('voice/')) as Draft['voices']
	};
}

function put(places: Map<string, unknown>, id: string, value: unknown): void {
	if (value === undefined) places.delete(id);
	else places.set(id, value);
}

/** Every id of both, each once: the order of who moved, and what the other added after what stood before it there. */
function joinOrders(base: string[], theirs: string[], mine: string[]): string[] {
	const kept = (ids: string[]) => ids.filter((id) => base.includes(id)).join(' ');
	const inBase = (ids: string[]) => base.filter((id) => ids.includes(id)).join(' ');
	const haveIMoved = kept(mine) !== inBase(mine) || base.length === 0;
	const [first, second] = haveIMoved ? [mine, theirs] : [theirs, mine];
	const order = [...first];
	for (const [at, id] of second.entries()) {
		if (order.includes(id)) continue;
		const before = second.slice(0, at).findLast((one) => order.includes(one));
		order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
	}
	return order;
}

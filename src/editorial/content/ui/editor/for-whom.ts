import { enumerate } from '#kernel/text.ts';
import type { Address } from '../../document.ts';
import type { Named } from './desk.ts';

const only = { internal: 'agents seulement', partners: 'agents et partenaires', public: '' } as const;

/** "Ville", "Ville et Agglo · agents seulement", "Agents seulement": what stands in the margin of a passage. */
export function marginLabel({ structures = [], reach = 'public' }: Address, known: Named[]): string {
	const names = known.filter(({ id }) => structures.includes(id)).map(({ shortName }) => shortName);
	const said = [names.length > 0 ? enumerate(names) : structures.length > 0 ? 'Autre structure' : '', only[reach]];
	const label = said.filter(Boolean).join(' · ');
	return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Those whom a passage is for, in the order of the trait. */
export const voicesOf = ({ structures = [] }: Address, known: Named[]): Named[] =>
	known.filter(({ id }) => structures.includes(id));

/** Two addresses that reserve the same are one, however they were written. */
export function sameAddress(one: Address | null | undefined, other: Address | null | undefined): boolean {
	const key = ({ structures = [], reach = 'public' }: Address) => `${[...structures].sort().join(' ')}|${reach}`;
	return key(one ?? {}) === key(other ?? {});
}

/** Nothing reserved is no address. */
export const addressOf = (structures: string[], reach: NonNullable<Address['reach']>): Address | null =>
	structures.length === 0 && reach === 'public'
		? null
		: { ...(structures.length > 0 && { structures }), ...(reach !== 'public' && { reach }) };

/** What another part of this editor wrote in `data-for`; anything else is no address. */
export function readAddress(written: string | null): Address | null {
	try {
		const { structures = [], reach = 'public' } = JSON.parse(written ?? '{}') as Address;
		if (!Array.isArray(structures) || !structures.every((id) => /^[\w-]{1,100}$/.test(id))) return null;
		return reach in only ? addressOf(structures, reach) : null;
	} catch {
		return null;
	}
}

import { createContext } from 'svelte';
import type { Structure } from '../structure.ts';

/** What a page needs of a structure to name it: never its settings. */
export type NamedStructure = Pick<Structure, 'id' | 'slug' | 'name' | 'shortName'>;

/** All structures, in the order of the trait: set once by the layout, so that cards only carry ids. */
export const [knownStructures, setKnownStructures] = createContext<() => NamedStructure[]>();

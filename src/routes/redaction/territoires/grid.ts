import { canSetRemit, remitAdvice, type Remit, type RemitPerson, type Section } from '#foundation/sections/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';

/** A cell of the grid as a page shows it; `href` leads to where it is written, for who may. */
export type GridCell = Pick<Remit, 'stance' | 'angle'> & {
	structureId: string;
	people: RemitPerson[];
	advice: string | undefined;
	href: string | undefined;
};

export type GridRow = { section: Pick<Section, 'id' | 'slug' | 'name'>; cells: GridCell[] };

type Known = { sections: Section[]; structures: Pick<Structure, 'id' | 'slug'>[]; remits: Remit[]; actor: Actor };

/** The whole grid, a row per section and a cell per structure in the order of the trait, those unsaid included. */
export function gridOf({ sections, structures, remits, actor }: Known): GridRow[] {
	return sections.map(({ id, slug, name }) => ({
		section: { id, slug, name },
		cells: structures.map((structure): GridCell => {
			const remit = remits.find((each) => each.sectionId === id && each.structureId === structure.id);
			const { stance = 'none', angle = '', people = [] } = remit ?? {};
			return {
				...{ structureId: structure.id, stance, angle, people },
				advice: remitAdvice({ stance, people }),
				href: canSetRemit(actor, structure.id) ? `/redaction/territoires/${slug}/${structure.slug}` : undefined
			};
		})
	}));
}

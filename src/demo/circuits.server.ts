import { findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, type Actor } from '#foundation/accounts/index.ts';
import { setCircuit } from '#foundation/validation/index.server.ts';
import type { StepRule } from '#foundation/validation/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { DemoSlug } from './territory.ts';

type DemoStep = { label: string; by: StepRule['approver'] | string; substitute?: string; hours: number };
type DemoCircuit = { structure: DemoSlug; section: string | null; kind: string | null; steps: DemoStep[] };

/** Everywhere else, those who approve in the remit grid have two days. */
const circuits: DemoCircuit[] = [
	{
		structure: 'ville',
		section: 'mobilites',
		kind: null,
		steps: [{ label: 'Visa du cabinet', by: 'valideur.ville', substitute: 'dgs', hours: 24 }]
	},
	{
		structure: 'agglo',
		section: 'mobilites',
		kind: null,
		steps: [{ label: 'Visa de la direction générale adjointe', by: 'valideur.agglo', substitute: 'dgs', hours: 24 }]
	},
	{
		structure: 'ville',
		section: null,
		kind: 'issue',
		steps: [{ label: 'BAT de la Ville', by: 'valideur.ville', substitute: 'dgs', hours: 24 }]
	},
	{
		structure: 'agglo',
		section: null,
		kind: 'issue',
		steps: [{ label: 'BAT de l’Agglo', by: 'valideur.agglo', substitute: 'dgs', hours: 24 }]
	},
	{
		structure: 'ccas',
		section: 'ressources-humaines',
		kind: 'announcement',
		steps: [
			{ label: 'Relecture des ressources humaines', by: { kind: 'role', role: 'hr' }, hours: 48 },
			{ label: 'Visa de la direction générale', by: { kind: 'role', role: 'direction' }, substitute: 'drh', hours: 24 }
		]
	}
];

type Places = { structures: { id: string; slug: string }[]; sections: { id: string; slug: string }[] };

/** Sets the circuits of the demo territory. */
export async function seedCircuits(db: Db, actor: Actor, { structures, sections }: Places): Promise<void> {
	const idIn = (places: Places['structures'], slug: string) => places.find((place) => place.slug === slug)!.id;
	const agent = async (name: string) => (await findAgent(db, `${name}@${demoDomain}`))!.id;
	for (const { structure, section, kind, steps } of circuits) {
		const rules = await Promise.all(
			steps.map(async ({ label, by, substitute, hours }): Promise<StepRule> => ({
				label,
				approver: typeof by === 'string' ? { kind: 'agent', agentId: await agent(by) } : by,
				substituteId: substitute ? await agent(substitute) : null,
				dueHours: hours
			}))
		);
		const place = { structureId: idIn(structures, structure), sectionId: section && idIn(sections, section), kind };
		await db.transaction().execute((tx) => setCircuit(tx, actor, { ...place, steps: rules }));
	}
}

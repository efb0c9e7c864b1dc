import { addTerms } from '#editorial/lexicon/index.server.ts';
import { starterTerms, type TermDraft } from '#editorial/lexicon/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { addElectionPeriod } from '#foundation/elections/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { DemoSlug } from './territory.ts';

/** What the structures of the demo agreed on, beside the starting list. */
const ownTerms: TermDraft[] = [
	{
		kind: 'discouraged',
		term: 'déneigement',
		preferred: 'viabilité hivernale',
		note: 'Le plan traite aussi le verglas, les arbres tombés et l’information des usagers.'
	},
	{ kind: 'discouraged', term: 'déchetterie', preferred: 'déchèterie', note: 'Orthographe retenue par l’Agglo.' },
	{ kind: 'discouraged', term: 'éboueur', preferred: 'ripeur', note: 'Nom du métier, choisi par les équipes.' },
	{
		kind: 'discouraged',
		term: 'cantine',
		preferred: 'restaurant scolaire',
		note: 'Les enfants y déjeunent, le personnel y cuisine.'
	},
	{ kind: 'discouraged', term: 'contribuable', preferred: 'habitant', note: 'On parle à tous, pas à ceux qui paient.' },
	{ kind: 'discouraged', term: 'la Communauté d’agglo', preferred: 'l’Agglo', note: 'Nom court convenu.' },
	{ kind: 'acronym', term: 'CC', preferred: '', note: 'Communauté de communes : dans le nom des Hauts de Lourdine.' },
	{ kind: 'name', term: 'Hélène Vasseur-Lacombe', note: 'Maire de Brézanne.' },
	{ kind: 'name', term: 'la présidence de l’Agglo', note: 'Nommez plutôt le service.' }
];

/** Ballots of the demo: the last municipal ones, the presidential one that the Ville keeps to by prudence, the next. */
const ballots: { structures: DemoSlug[]; title: string; electionOn: string; endOn: string }[] = [
	{
		structures: ['ville', 'agglo'],
		title: 'Élections municipales et communautaires',
		electionOn: '2026-03-15',
		endOn: '2026-03-22'
	},
	{ structures: ['ville'], title: 'Élection présidentielle', electionOn: '2027-04-11', endOn: '2027-04-25' },
	{ structures: ['ville', 'agglo'], title: 'Élections départementales', electionOn: '2028-03-12', endOn: '2028-03-19' }
];

/** The lexicon and the pre-election periods of the demo territory. */
export async function loadDemoWords(db: Db, actor: Actor, structures: Structure[]): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await addTerms(tx, actor, [...ownTerms, ...starterTerms]);
		for (const { structures: slugs, ...ballot } of ballots) {
			for (const slug of slugs) {
				const structure = structures.find((one) => one.slug === slug);
				if (structure) await addElectionPeriod(tx, actor, { ...ballot, structureId: structure.id });
			}
		}
	});
}

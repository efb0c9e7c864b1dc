import { createAgent } from '#foundation/accounts/index.server.ts';
import { operator, readerOf, type AgentActor, type Grant, type Reader } from '#foundation/accounts/index.ts';
import { createSection } from '#foundation/sections/index.server.ts';
import type { Section } from '#foundation/sections/index.ts';
import { createStructure } from '#foundation/structures/index.server.ts';
import { plainIdentity, type Structure } from '#foundation/structures/index.ts';
import type { ArticleDraft, ArticleKind } from '#editorial/articles/index.ts';
import type { Block, Content } from '#editorial/content/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** A small known cast: two structures, a section, the desk, and an agent of each structure. */
export type Cast = {
	ville: Structure;
	agglo: Structure;
	mobilites: Section;
	desk: AgentActor;
	agentOfVille: AgentActor;
	agentOfAgglo: AgentActor;
	asVille: Reader;
	asAgglo: Reader;
};

export async function gatherCast(db: Db): Promise<Cast> {
	return db.transaction().execute(async (tx) => {
		const ville = await createStructure(tx, operator, {
			slug: 'ville',
			name: 'Ville de Brézanne',
			shortName: 'Ville',
			kind: 'commune',
			identity: { ...plainIdentity('Ville de Brézanne'), accent: '#9a2b3c', accentDark: '#f08b98' }
		});
		const agglo = await createStructure(tx, operator, {
			slug: 'agglo',
			name: 'Brézanne Val d’Ormelle Agglo',
			shortName: 'Agglo',
			kind: 'intercommunality',
			identity: { ...plainIdentity('Brézanne Val d’Ormelle Agglo'), accent: '#0b5f6e', accentDark: '#63c4d3' }
		});
		const mobilites = await createSection(tx, operator, { name: 'Mobilités', slug: 'mobilites' });
		const person = async (firstName: string, structures: string[], grants: Grant[] = []): Promise<AgentActor> => {
			const { id } = await createAgent(tx, operator, {
				firstName,
				lastName: 'Essai',
				jobTitle: 'Agent',
				email: `${firstName.toLowerCase()}@essai.example`,
				memberships: structures.map((structureId) => ({ structureId })),
				grants
			});
			return { kind: 'agent', id, name: `${firstName} Essai`, structures, grants };
		};
		const everywhere: Grant = { role: 'editor', scope: { kind: 'everything' } };
		const desk = await person('Maud', [ville.id, agglo.id], [everywhere]);
		const agentOfVille = await person('Melanie', [ville.id]);
		const agentOfAgglo = await person('Youssef', [agglo.id]);
		return {
			...{ ville, agglo, mobilites, desk, agentOfVille, agentOfAgglo },
			asVille: readerOf(agentOfVille)!,
			asAgglo: readerOf(agentOfAgglo)!
		};
	});
}

export const paragraph = (
	text: string,
	address?: { structures?: string[]; reach?: 'internal' | 'partners' | 'public' }
): Block => ({
	type: 'paragraph',
	...(address ? { attrs: { for: address } } : {}),
	content: [{ type: 'text', text }]
});

/** A draft that both structures say and read, internal unless said otherwise. */
export function draftOf(cast: Cast, words: Partial<Content> = {}, envelope: Partial<ArticleDraft> = {}): ArticleDraft {
	return {
		kind: 'news' as ArticleKind,
		sectionId: cast.mobilites.id,
		ownerId: cast.ville.id,
		voices: [cast.ville.id, cast.agglo.id],
		audience: [cast.ville.id, cast.agglo.id],
		reach: 'internal',
		signature: 'Direction technique',
		contact: '',
		expiresAt: null,
		reviewOn: null,
		details: {},
		...envelope,
		content: {
			title: 'Première neige',
			standfirst: 'Qui déneige quoi.',
			cover: null,
			body: { type: 'doc', content: [paragraph('Les équipes partent à quatre heures.')] },
			variants: {},
			relayMessage: '',
			...words
		}
	};
}

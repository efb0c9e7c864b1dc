import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Remit } from '#foundation/sections/index.ts';
import { enumerate, typeset } from '#kernel/text.ts';
import type { Advice, AdviceContext } from './advice.ts';

export type RemitAdvice = Advice & { invite: { agentId: string; name: string }[] };

/** What the sentence is said with. */
type Names = { structures: AdviceContext['structures']; section: string; agentId?: string };

/**
 * Who writes in a section that others lead is told so, and whom to invite: the writers of the leading cells. Silent for
 * who belongs to a structure that leads, or writes in its cell, and where nobody leads.
 */
export function remitAdvice(
	draft: Pick<ArticleDraft, 'sectionId'>,
	remits: Remit[],
	actorStructures: string[],
	{ structures, section, agentId }: Names
): RemitAdvice | undefined {
	const leading = remits.filter(({ sectionId, stance }) => sectionId === draft.sectionId && stance === 'leads');
	if (leading.length === 0 || leading.some(({ structureId }) => actorStructures.includes(structureId)))
		return undefined;
	const writers = leading.flatMap(({ people }) => people.filter(({ duty }) => duty === 'writes'));
	if (writers.some((person) => person.agentId === agentId)) return undefined;
	const names = structures.filter(({ id }) => leading.some(({ structureId }) => structureId === id));
	const invite = [...new Map(writers.map(({ agentId: id, name }) => [id, { agentId: id, name }])).values()];
	const ask =
		invite.length > 0 ? ` : inviter ${enumerate(invite.map(({ name }) => name))} ?` : ' : parlez-en avant d’écrire.';
	return {
		code: 'remit',
		level: 'advice',
		title: typeset(`Rubrique pilotée par ${enumerate(names.map(({ shortName }) => withArticle(shortName)))}`),
		detail: typeset(`${section}${ask}`),
		where: { field: 'body' },
		invite
	};
}

/** "l’Agglo", "la Ville", "le CCAS": names of structures are read with their article. */
export function withArticle(shortName: string): string {
	if (/^[AEIOUÉÈH]/i.test(shortName)) return `l’${shortName}`;
	return /^(?:Ville|Commune|Communauté|CC|CA|CU|Métropole|Région|Mairie)(?:\s|$)/.test(shortName)
		? `la ${shortName}`
		: `le ${shortName}`;
}

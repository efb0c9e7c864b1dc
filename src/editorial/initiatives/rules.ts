import { articleStateLabels, type ArticleState } from '#editorial/articles/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { leadingSection, type Remit } from '#foundation/sections/index.ts';
import { count } from '#kernel/text.ts';
import type { Echoes } from './initiative.ts';

/** Where a proposal stands, in its author's words. */
export const progressLabels: Record<ArticleState, string> = {
	...articleStateLabels,
	draft: 'Reçue par la communication',
	submitted: 'En cours de validation',
	approved: 'Validée, bientôt publiée',
	scheduled: 'Programmée',
	published: 'Publiée',
	withdrawn: 'Retirée',
	returned: 'À compléter'
};

/**
 * The section where a proposal begins, so that nobody has to choose on a phone: the one that the author is given, else
 * where his structure leads. The desk moves it as it wishes.
 */
export function firstSection(
	actor: Actor,
	sections: { id: string }[],
	remits: Pick<Remit, 'sectionId' | 'structureId' | 'stance'>[],
	structureId: string
): string | undefined {
	const given = actor.kind === 'agent' ? actor.grants.map(({ scope }) => scope) : [];
	const own = given.find((scope) => scope.kind === 'section');
	if (own?.kind === 'section') return own.id;
	return leadingSection(sections, remits, structureId)?.id;
}

/** What an initiative met with, for a line of a list: nothing is said of what nobody did. */
export const echoWords = ({ bravos, uptakes }: Echoes[string] = { bravos: 0, uptakes: 0 }): string[] => [
	...(bravos > 0 ? [count(bravos, 'bravo')] : []),
	...(uptakes > 0 ? [count(uptakes, 'équipe fait de même', 'équipes font de même')] : [])
];

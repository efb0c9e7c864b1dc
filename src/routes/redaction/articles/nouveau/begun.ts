import {
	articleKindLabels,
	blankDetails,
	canWriteArticle,
	type ArticleDraft,
	type ArticleKind
} from '#editorial/articles/index.ts';
import { emptyDoc } from '#editorial/content/index.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import type { Remit } from '#foundation/sections/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';

/** What the form of a new article holds. Everything but the title has a value at once. */
export type Begun = {
	title: string;
	kind: ArticleKind;
	sectionId: string;
	voices: string[];
	/** Of an announcement, and of an event: what it cannot be begun without. */
	signedBy: string;
	startAt: string;
};

export const kinds = Object.keys(articleKindLabels) as ArticleKind[];

/** Kinds that somebody may write somewhere, in one of his structures. */
export const kindsFor = (actor: AgentActor, sections: string[]): ArticleKind[] =>
	kinds.filter((kind) =>
		actor.structures.some((ownerId) =>
			sections.some((sectionId) => canWriteArticle(actor, { kind, ownerId, sectionId }))
		)
	);

/** The section where he is said to write, the first of the menu otherwise. */
export function usualSection(actor: AgentActor, remits: Remit[], sections: string[]): string {
	const isMine = ({ people }: Remit) => people.some(({ agentId, duty }) => agentId === actor.id && duty === 'writes');
	return remits.find(isMine)?.sectionId ?? sections[0] ?? '';
}

/** Those of his structures that have a part in a section; all of his when none has. */
export function usualVoices(actor: AgentActor, remits: Remit[], section: string): string[] {
	const concerned = remits.filter(({ sectionId, stance }) => sectionId === section && stance !== 'none');
	const mine = actor.structures.filter((id) => concerned.some(({ structureId }) => structureId === id));
	return mine.length > 0 ? mine : actor.structures;
}

/** The structure that keeps it up to date: the first of his that speaks, where he may write. */
export const ownerOf = (actor: AgentActor, { kind, sectionId, voices }: Begun): string => {
	const mine = actor.structures.filter((ownerId) => canWriteArticle(actor, { kind, ownerId, sectionId }));
	return mine.find((id) => voices.includes(id)) ?? mine[0] ?? actor.structures[0] ?? '';
};

/** A draft with everything that has a usual value. Agents of the structures that speak may read it, and nobody else yet. */
export function draftOf(begun: Begun, ownerId: string): ArticleDraft {
	const { kind, sectionId, voices, title, signedBy, startAt } = begun;
	const start = instantFromLocal(startAt);
	const own =
		kind === 'announcement' ? { signedBy } : kind === 'event' && start ? { dates: [{ start, end: null }] } : {};
	return {
		...{ kind, sectionId, ownerId, voices, audience: voices, reach: 'internal', contact: '' },
		signature: kind === 'announcement' ? signedBy : '',
		...{ expiresAt: null, reviewOn: null, details: { ...blankDetails[kind], ...own } },
		content: {
			...{ title, standfirst: '', cover: null, body: emptyDoc, variants: {}, relayMessage: '' }
		}
	};
}

import { getForDecision } from '#editorial/articles/index.server.ts';
import { getIssueForDecision } from '#editions/publications/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import type { Step, Validation } from '#foundation/validation/index.ts';
import type { Db } from '#platform/database/index.server.ts';

/** What somebody decides upon, as far as his own structure says it: the text of an article, or the letter of an issue. */
export async function askedOf(db: Db, agent: AgentActor, { id, subject }: Validation, { structureId }: Step) {
	if (subject.kind === 'issue') {
		const { publication, letters } = await getIssueForDecision(db, agent, id);
		const own = letters.find((letter) => letter.structureId === structureId);
		const { html: _, ...letter } = own ?? { html: '' };
		const nothing = { note: '', plannedAt: null, correction: '', texts: [], changes: null };
		return { ...nothing, voices: publication.voices, letter: own ? (letter as Omit<typeof own, 'html'>) : null };
	}
	const { texts, changes, article, revision } = await getForDecision(db, agent, id);
	const { plannedAt, correction, voices } = article;
	return {
		...{ plannedAt, correction, voices, note: revision.note, letter: null },
		texts: texts.filter((text) => text.structureId === structureId),
		changes: changes?.find((change) => change.structureId === structureId)?.differences ?? null
	};
}

import { createArticle } from '#editorial/articles/index.server.ts';
import { typedBlocks, type Block } from '#editorial/content/index.ts';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { findMedia } from '#foundation/media/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { listDesk, listRemits, listSections } from '#foundation/sections/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Conflict, Forbidden } from '#kernel/errors.ts';
import { shorten } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canProposeInitiative } from './can.ts';
import type { InitiativeInput } from './initiative.ts';
import { checkInitiative } from './input.ts';
import { firstSection } from './rules.ts';

/**
 * Hands an initiative to the desk: a draft under its author's name, for agents of all structures, and a word to who
 * writes there. Throws `Invalid` with a sentence per field.
 */
export async function proposeInitiative(
	tx: Tx,
	actor: AgentActor,
	reader: Reader,
	input: InitiativeInput
): Promise<{ id: string; slug: string }> {
	if (!canProposeInitiative(actor)) throw new Forbidden();
	const typed = checkInitiative(input);
	const structureId = reader.structure;
	const sectionId = firstSection(actor, await listSections(tx), await listRemits(tx), structureId);
	if (!sectionId) throw new Conflict('Aucune rubrique n’est encore ouverte.');
	const cover = typed.picture && (await findMedia(tx, typed.picture)) ? coverOf(typed) : null;
	const made = await createArticle(tx, actor, {
		kind: 'initiative',
		sectionId,
		ownerId: structureId,
		voices: [structureId],
		audience: (await listStructures(tx)).map(({ id }) => id),
		reach: 'internal',
		signature: typed.team,
		contact: '',
		expiresAt: null,
		reviewOn: null,
		details: { team: typed.team },
		content: {
			title: typed.title,
			standfirst: shorten(typed.change, 300),
			cover,
			body: { type: 'doc', content: bodyOf(typed) },
			variants: {},
			relayMessage: ''
		}
	});
	await tx.updateTable('article').set({ proposedAt: now() }).where('id', '=', made.id).execute();
	await tellDesk(tx, actor, made.id, { structureId, sectionId, ...typed });
	await audit(tx, actor, 'initiative.propose', { kind: 'article', id: made.id }, { slug: made.slug });
	return made;
}

const coverOf = ({ picture, pictureAlt }: InitiativeInput) => ({
	media: picture,
	...(pictureAlt && { alt: pictureAlt })
});

const bodyOf = ({ done, change }: InitiativeInput): Block[] => [
	...typedBlocks(done),
	{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Ce que ça change' }] },
	...typedBlocks(change)
];

async function tellDesk(
	tx: Tx,
	actor: AgentActor,
	id: string,
	{ title, team, ...place }: { title: string; team: string; structureId: string; sectionId: string }
): Promise<void> {
	const desk = await listDesk(tx, place);
	await notify(tx, {
		agents: desk.filter((agentId) => agentId !== actor.id),
		key: `initiative/${id}`,
		kind: 'initiative',
		subject: { kind: 'article', id },
		title: `Une initiative proposée : ${title}`,
		detail: `${actor.name}, ${team}`,
		href: `/redaction/articles/${id}`
	});
}

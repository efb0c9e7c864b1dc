import { acknowledge, remindAcknowledgements } from '#editorial/announcements/index.server.ts';
import { getAnswered } from '#editorial/articles/index.server.ts';
import type { Details } from '#editorial/articles/index.ts';
import { addComment, openComments, reportComment } from '#editorial/comments/index.server.ts';
import { register } from '#editorial/events/index.server.ts';
import { declareUptake, giveBravo, proposeInitiative } from '#editorial/initiatives/index.server.ts';
import { answerRequest, submitRequest } from '#editorial/requests/index.server.ts';
import { findActor, findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, operator, readerOf, type AgentActor, type Reader } from '#foundation/accounts/index.ts';
import { getSection } from '#foundation/sections/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { acknowledged, attending, bravos, comments, proposals, requests, uptakes } from './voices.ts';

/** Who speaks in the demo, by the name of his account. */
type Somebody = { actor: AgentActor; reader: Reader };

/**
 * What agents answer in the demo: some have taken note, some come, some say bravo, two services ask for something. What
 * the dates of the demo have left behind (an event that is over) is skipped.
 */
export async function loadDemoVoices(db: Db): Promise<void> {
	const as = async (name: string, work: (tx: Tx, who: Somebody) => Promise<unknown>) => {
		const agent = await findAgent(db, `${name}@${demoDomain}`);
		const actor = agent && (await findActor(db, agent.id));
		const reader = actor && readerOf(actor);
		if (!reader) return;
		await db
			.transaction()
			.execute(async (tx) => void (await work(tx, { actor, reader })))
			.catch(skipRefused);
	};
	for (const [slug, names] of acknowledged)
		for (const name of names)
			await as(name, async (tx, { actor, reader }) =>
				acknowledge(tx, actor, reader, (await getAnswered(tx, reader, { slug })).id, 1)
			);
	for (const [slug, names] of bravos)
		for (const name of names) await as(name, (tx, { actor, reader }) => giveBravo(tx, actor, reader, slug));
	for (const { slug, by, ...words } of uptakes)
		await as(by, (tx, { actor, reader }) =>
			declareUptake(tx, actor, reader, slug, { ...words, structureId: reader.structure })
		);
	for (const [slug, names] of attending)
		for (const name of names) await as(name, (tx, who) => registerNext(tx, who, slug));
	for (const { by, ...idea } of proposals)
		await as(by, (tx, { actor, reader }) => proposeInitiative(tx, actor, reader, idea));
	await loadRequests(as);
	await loadComments(db, as);
	await remindAcknowledgements(db);
}

type As = (name: string, work: (tx: Tx, who: Somebody) => Promise<unknown>) => Promise<void>;

async function registerNext(tx: Tx, { actor, reader }: Somebody, slug: string): Promise<void> {
	const { dates } = (await getAnswered(tx, reader, { slug })).details as Details['event'];
	const next = dates.find(({ start }) => start > now());
	if (next) await register(tx, actor, reader, slug, next.start);
}

async function loadRequests(as: As): Promise<void> {
	for (const { by, inDays, answer, ...words } of requests) {
		let id = '';
		const wantedOn = inDays === null ? '' : dayOf(new Date(Date.parse(now()) + inDays * 86_400_000).toISOString());
		await as(by, async (tx, { actor, reader }) => {
			({ id } = await submitRequest(tx, actor, reader, { ...words, wantedOn, sectionId: '' }));
		});
		if (answer) await as('redaction', (tx, { actor }) => answerRequest(tx, actor, id, answer));
	}
}

async function loadComments(db: Db, as: As): Promise<void> {
	const { id } = await getSection(db, comments.section);
	await db.transaction().execute((tx) => openComments(tx, operator, id));
	for (const { slug, by, body, report } of comments.said) {
		let comment = '';
		await as(by, async (tx, { actor, reader }) => {
			comment = (await addComment(tx, actor, reader, slug, { body, accepts: true })).id;
		});
		if (report)
			await as(report.by, (tx, who) => reportComment(tx, who.actor, who.reader, slug, comment, report.reason));
	}
}

function skipRefused(error: unknown): void {
	if (!(error instanceof DomainError)) throw error;
}

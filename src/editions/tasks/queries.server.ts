import { listOpenRemarks, listOverdue, listWaiting, type WaitingArticle } from '#editorial/articles/index.server.ts';
import { listProposals } from '#editorial/initiatives/index.server.ts';
import { listRequests } from '#editorial/requests/index.server.ts';
import { listMarkers } from '#editions/calendar/index.server.ts';
import { canWriteMarker } from '#editions/calendar/index.ts';
import { listPlannedIssues } from '#editions/publications/index.server.ts';
import { issueNumber } from '#editions/publications/index.ts';
import type { Actor, AgentActor } from '#foundation/accounts/index.ts';
import { listPending } from '#foundation/validation/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { addDays } from '#kernel/days.ts';
import { shorten } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { inOrder, isPast } from './rules.ts';
import type { Task, TaskKind } from './task.ts';

/** Days before a closing at which it is told. */
const soon = 7;

/** Everything that waits for one person at the desk, what presses first. */
export async function listTasks(db: Db, actor: Actor): Promise<Task[]> {
	const own = actor.kind === 'agent' ? [await toDecide(db, actor), await toAnswer(db, actor)] : [];
	const ofDesk = [await onArticles(db, actor), await fromOthers(db, actor), await toClose(db, actor)];
	return inOrder([...own, ...ofDesk].flat());
}

async function toDecide(db: Db, { id }: AgentActor): Promise<Task[]> {
	return (await listPending(db, id)).map(({ step, validation, isLate }) => ({
		kind: 'decide',
		title: validation.title,
		detail: validation.openedBy ? `Demandé par ${validation.openedBy.name}` : '',
		href: `/redaction/validations/${validation.id}`,
		dueAt: step.dueAt,
		isLate,
		voices: [step.structureId]
	}));
}

async function toAnswer(db: Db, actor: AgentActor): Promise<Task[]> {
	return (await listOpenRemarks(db, actor)).map(({ id, articleId, title, author, body }) => ({
		kind: 'remark',
		title,
		detail: [author, shorten(body, 80)].filter(Boolean).join(' : '),
		href: `/redaction/articles/${articleId}#remarque-${id}`,
		dueAt: null,
		isLate: false,
		voices: []
	}));
}

/** What services ask for and what teams propose, as long as nobody has answered. */
async function fromOthers(db: Db, actor: Actor): Promise<Task[]> {
	const [requests, proposals] = [await listRequests(db, actor), await listProposals(db, actor)];
	return [
		...requests
			.filter(({ state }) => state === 'new')
			.map(({ id, subject, agent, structureId, wantedOn }): Task => ({
				...{ kind: 'request', title: subject, detail: agent?.name ?? '', dueAt: wantedOn },
				href: `/redaction/demandes#demande-${id}`,
				isLate: isPast(wantedOn, now()),
				voices: [structureId]
			})),
		...proposals.map(({ id, title, team, author, structureId }): Task => ({
			...{ kind: 'proposal', title, detail: [team, author].filter(Boolean).join(', '), dueAt: null, isLate: false },
			href: `/redaction/articles/${id}`,
			voices: [structureId]
		}))
	];
}

async function onArticles(db: Db, actor: Actor): Promise<Task[]> {
	const { returned, review, expiry } = await listWaiting(db, actor);
	const overdue = (await listOverdue(db, actor)).filter(({ isMine }) => isMine);
	const back = new Set(returned.map(({ id }) => id));
	return [
		...returned.map((article) => articleTask('returned', article)),
		...overdue
			.filter(({ id }) => !back.has(id))
			.map((article) => articleTask('late', { ...article, due: article.at }, article.writer?.name)),
		...review.map((article) => articleTask('review', article)),
		...expiry.map((article) => articleTask('expiry', article))
	];
}

const articleTask = (kind: TaskKind, { id, title, voices, due }: WaitingArticle, detail = ''): Task => ({
	...{ kind, title, detail, voices, dueAt: due },
	href: `/redaction/articles/${id}`,
	isLate: isPast(due, now())
});

/** Closings of the desk's own structures, and issues that are dated and not out. */
async function toClose(db: Db, actor: Actor): Promise<Task[]> {
	const today = dayOf(now());
	const [markers, issues] = [
		await listMarkers(db, actor, today, addDays(today, soon)),
		await listPlannedIssues(db, actor, addDays(today, -30), addDays(today, soon))
	];
	const closings = markers
		.filter(({ kind, structureId }) => kind === 'closing' && canWriteMarker(actor, structureId))
		.map(({ title, endOn, structureId }): Task => ({
			...{ kind: 'closing', title, detail: '', dueAt: endOn, isLate: false },
			href: `/redaction/calendrier?jour=${endOn}`,
			voices: structureId ? [structureId] : []
		}));
	const unfinished = issues
		.filter(({ isMine, isPublished }) => isMine && !isPublished)
		.map(({ id, publication, number, title, date, proofState }): Task => ({
			...{ kind: proofState === 'returned' ? 'returned' : 'closing', detail: title, dueAt: date },
			title: `${publication.title}, ${issueNumber({ number })}`,
			href: `/redaction/numeros/${id}`,
			isLate: isPast(date, now()),
			voices: publication.voices
		}));
	return [...closings, ...unfinished];
}

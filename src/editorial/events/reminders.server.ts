import { visibleStates } from '#editorial/articles/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { clockTime, longDay } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { holdEvent, movePeopleUp } from './places.server.ts';
import { isReminderDue } from './rules.ts';

const twoDays = 2 * 86_400_000;

/**
 * The duty of events: places that an organiser added go to who waits, those whose date was moved or withdrawn are told,
 * and everyone is reminded the day before. Each thing is marked as it is done, so that it is done once. Answers how many.
 */
export async function remindRegistrations(db: Db): Promise<number> {
	return (await fillPlaces(db)) + (await tellOfLostDates(db)) + (await remindTomorrow(db));
}

/** Events where somebody waits although there is room: their capacity grew. */
async function fillPlaces(db: Db): Promise<number> {
	const waiting = await db
		.selectFrom('registration')
		.innerJoin('article', 'article.id', 'registration.articleId')
		.select('registration.articleId')
		.distinct()
		.where('registration.state', '=', 'waiting')
		.where('registration.startAt', '>', now())
		.where('article.state', 'in', visibleStates)
		.execute();
	let moved = 0;
	for (const { articleId } of waiting)
		moved += await db.transaction().execute(async (tx) => {
			const event = await holdEvent(tx, articleId);
			return event ? movePeopleUp(tx, event) : 0;
		});
	return moved;
}

const comingRegistrations = (db: Db) =>
	db
		.selectFrom('registration')
		.innerJoin('article', 'article.id', 'registration.articleId')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.select(['registration.id', 'registration.articleId', 'startAt', 'agentId', 'at', 'promotedAt', 'slug', 'title'])
		.select('article.state as articleState')
		.where('startAt', '>', now());

type Coming = Awaited<ReturnType<ReturnType<typeof comingRegistrations>['execute']>>[number];

/** Registrations to a date that is no more: their people are told, and are on no list any longer. */
async function tellOfLostDates(db: Db): Promise<number> {
	const lost = await comingRegistrations(db)
		.where(({ or, not, exists, eb, selectFrom }) =>
			or([
				eb('article.state', '=', 'withdrawn'),
				not(
					exists(
						selectFrom('eventDate')
							.select('eventDate.startAt')
							.whereRef('eventDate.articleId', '=', 'registration.articleId')
							.whereRef('eventDate.startAt', '=', 'registration.startAt')
					)
				)
			])
		)
		.execute();
	for (const registration of lost)
		await db.transaction().execute(async (tx) => {
			const isOff = registration.articleState === 'withdrawn';
			const day = longDay(registration.startAt);
			const words = isOff
				? {
						title: `Annulé : ${registration.title}`,
						detail: `Le rendez-vous du ${day} n’aura pas lieu.`,
						href: '/agenda'
					}
				: {
						title: `La date change : ${registration.title}`,
						detail: `Le rendez-vous du ${day} est déplacé. Inscrivez-vous à une autre date si vous le souhaitez.`,
						href: `/articles/${registration.slug}#inscription`
					};
			await tell(tx, registration, 'lost', words);
			await tx.deleteFrom('registration').where('id', '=', registration.id).execute();
			const subject = { kind: 'article', id: registration.articleId };
			await audit(tx, operator, 'registration.lose', subject, { startAt: registration.startAt });
		});
	return lost.length;
}

async function remindTomorrow(db: Db): Promise<number> {
	const at = now();
	const soon = await comingRegistrations(db)
		.where('registration.state', '=', 'registered')
		.where('remindedAt', 'is', null)
		.where('article.state', 'in', visibleStates)
		.where('startAt', '<=', new Date(Date.parse(at) + twoDays).toISOString())
		.execute();
	const due = soon.filter((row) => isReminderDue(row.startAt, row.promotedAt ?? row.at, at));
	for (const registration of due)
		await db.transaction().execute(async (tx) => {
			const { id, startAt, slug, title } = registration;
			await tx.updateTable('registration').set({ remindedAt: at }).where('id', '=', id).execute();
			const detail = `Le ${longDay(startAt)}, ${clockTime(startAt)}. Un empêchement ? Laissez votre place.`;
			await tell(tx, registration, 'reminder', {
				title: `C’est bientôt : ${title}`,
				detail,
				href: `/articles/${slug}`
			});
		});
	return due.length;
}

const tell = (
	tx: Tx,
	{ id, agentId, articleId }: Coming,
	what: string,
	words: { title: string; detail: string; href: string }
): Promise<void> =>
	notify(tx, {
		agents: [agentId],
		key: `registration/${id}/${what}`,
		kind: 'registration',
		subject: { kind: 'article', id: articleId },
		...words
	});

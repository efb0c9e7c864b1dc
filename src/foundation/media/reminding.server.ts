import { notify } from '#foundation/notices/index.server.ts';
import { dayOf, plainDay, type Day } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { isRenewed, soonUntil, type Consent } from './consents.ts';
import { deskOf } from './consenting.server.ts';
import { listConsents } from './library.server.ts';
import type { MediaPlaces, MediaUse } from './uses.ts';

/** What the desk is told of a consent, each once: that it ends soon, that it has ended, that its agent has left. */
type Stage = 'soon' | 'ended' | 'left';

const marks = { soon: 'soonToldAt', ended: 'endedToldAt', left: 'leftToldAt' } as const;

type Due = { consent: Consent; stage: Stage; name: string };

/**
 * Tells the desk of the consents that end within thirty days, that have ended, or whose agent has left, for pictures
 * that readers see now: once per consent and stage, whenever it runs. Returns how many were told.
 */
export async function remindConsents(db: Db, places: MediaPlaces): Promise<number> {
	const due = await listDue(db, dayOf(now()));
	if (due.length === 0) return 0;
	const uses = await places.list(db, [...new Set(due.map(({ consent }) => consent.mediaId))]);
	let told = 0;
	for (const one of due) {
		const live = uses.filter(({ mediaId, moment }) => mediaId === one.consent.mediaId && moment === 'live');
		if (live.length === 0) continue;
		told += await db.transaction().execute((tx) => tell(tx, one, live));
	}
	return told;
}

async function listDue(db: Db, day: Day): Promise<Due[]> {
	const rows = await db
		.selectFrom('imageConsent')
		.innerJoin('media', 'media.id', 'imageConsent.mediaId')
		.leftJoin('agent', 'agent.id', 'imageConsent.agentId')
		.select([
			'imageConsent.id',
			'mediaId',
			'untilOn',
			'soonToldAt',
			'endedToldAt',
			'leftToldAt',
			'leftOn',
			'media.name'
		])
		.where('imageConsent.withdrawnAt', 'is', null)
		.where('media.withdrawnAt', 'is', null)
		.where('media.replacedBy', 'is', null)
		.where((eb) =>
			eb.or([
				eb('untilOn', '<=', soonUntil(day)).and('endedToldAt', 'is', null),
				eb('leftOn', '<', day).and('leftToldAt', 'is', null)
			])
		)
		.orderBy('imageConsent.id')
		.execute();
	const consents = await listConsents(db, [...new Set(rows.map(({ mediaId }) => mediaId))]);
	return rows.flatMap(({ id, name, untilOn, leftOn, ...row }): Due[] => {
		const consent = consents.find((each) => each.id === id)!;
		const own = consents.filter(({ mediaId }) => mediaId === row.mediaId);
		const ends = untilOn !== null && untilOn <= soonUntil(day) && !isRenewed(consent, own);
		const stages: Stage[] = [];
		if (ends && untilOn < day && !row.endedToldAt) stages.push('ended');
		else if (ends && untilOn >= day && !row.soonToldAt) stages.push('soon');
		if (leftOn !== null && leftOn < day && !row.leftToldAt) stages.push('left');
		return stages.map((stage) => ({ consent, stage, name }));
	});
}

/** Marked where it is told: who comes second, in another process, finds it done. */
async function tell(tx: Tx, { consent, stage, name }: Due, live: MediaUse[]): Promise<number> {
	const { numUpdatedRows } = await tx
		.updateTable('imageConsent')
		.set({ [marks[stage]]: now() })
		.where('id', '=', consent.id)
		.where(marks[stage], 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return 0;
	await notify(tx, {
		agents: await deskOf(tx, [...new Set(live.flatMap(({ structures }) => structures))]),
		key: `consent:${consent.id}:${stage}`,
		kind: 'media',
		subject: { kind: 'media', id: consent.mediaId },
		...words(consent, stage, name),
		href: `/redaction/mediatheque/${consent.mediaId}`
	});
	return 1;
}

function words({ person, untilOn }: Consent, stage: Stage, name: string): { title: string; detail: string } {
	switch (stage) {
		case 'soon':
			return {
				title: `L’accord de ${person} pour l’image « ${name} » finit le ${plainDay(untilOn!)}`,
				detail: 'L’image est en ligne : demandez un nouvel accord, ou choisissez une autre image.'
			};
		case 'ended':
			return {
				title: `L’accord de ${person} pour l’image « ${name} » a pris fin`,
				detail: 'Elle est encore en ligne, et ne peut plus être publiée ailleurs : remplacez-la ou retirez-la.'
			};
		case 'left':
			return {
				title: `${person} a quitté sa structure et figure sur l’image « ${name} »`,
				detail: 'Vérifiez que son accord vaut encore, ou remplacez l’image.'
			};
	}
}

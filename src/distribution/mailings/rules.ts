import type { Instant } from '#kernel/dates.ts';
import type { SmtpOutcome } from '#platform/smtp/session.server.ts';
import type { Counts, DeliveryState, MailingState, Policy } from './mailing.ts';
import { deliveryStates } from './mailing.ts';

const minute = 60_000;

/** Milliseconds before another attempt, by how many were made. */
const waits = [5 * minute, 15 * minute, 60 * minute, 240 * minute];

/** Attempts after which a letter that is always put off is given up: some seventeen hours after the first. */
const mostAttempts = 8;

/** What an attempt makes of a delivery. `attempts` counts it. */
export type Settled = { state: DeliveryState; nextAt: Instant | null };

/**
 * `lost` the first time is tried again after a moment. What is
 * `unknown` follows the policy of the mailing; sent again, it waits as if it had been put off.
 */
export function settle(outcome: SmtpOutcome['state'], attempts: number, policy: Policy, at: Instant): Settled {
	const later = (milliseconds: number) => new Date(Date.parse(at) + milliseconds).toISOString();
	const putOff = (): Settled =>
		attempts >= mostAttempts
			? { state: 'failed', nextAt: null }
			: { state: 'deferred', nextAt: later(waits[Math.min(attempts, waits.length) - 1]!) };
	switch (outcome) {
		case 'accepted':
			return { state: 'sent', nextAt: null };
		case 'refused':
			return { state: 'failed', nextAt: null };
		case 'deferred':
			return putOff();
		case 'lost':
			// The first time it is the connection; again and again, it is what this recipient does to the server.
			return attempts === 1 ? { state: 'pending', nextAt: later(5_000) } : putOff();
		case 'withheld':
			return { state: 'pending', nextAt: null };
		case 'unknown':
			return policy === 'hold' || attempts >= mostAttempts ? { state: 'uncertain', nextAt: null } : putOff();
	}
}

/** How many of the latest attempts are looked at before a mailing stops by itself. */
export const alarmWindow = 200;

/** Why a mailing stops by itself, from its latest attempts; nothing while they are fewer than the window. */
export function alarmOf(latest: SmtpOutcome['state'][]): string | undefined {
	if (latest.length < alarmWindow) return undefined;
	const share = (state: SmtpOutcome['state']) => latest.filter((one) => one === state).length / latest.length;
	if (share('refused') >= 0.05)
		return `Le serveur a refusé ${Math.round(share('refused') * 100)} % des dernières lettres : vérifiez les adresses et la réputation de l’expéditeur.`;
	if (share('deferred') >= 0.2)
		return `Le serveur remet à plus tard ${Math.round(share('deferred') * 100)} % des dernières lettres : attendez, ou ralentissez l’envoi.`;
	return undefined;
}

/** A provider that puts letters off: half as many at once after two in a row, a quarter of an hour without any after three. */
export const breakerRest = 15 * minute;
export function breaker(inARow: number, together: number): { together: number; restFor: number } {
	if (inARow >= 3) return { together: 1, restFor: breakerRest };
	if (inARow === 2) return { together: Math.max(1, Math.floor(Math.min(together, 8) / 2)), restFor: 0 };
	return { together, restFor: 0 };
}

/** Milliseconds after its moment during which a planned mailing may still leave by itself. */
const grace = 120 * minute;

/** Whether a planned mailing leaves now, waits for a person because its moment is long past, or is not due. */
export function punctuality(plannedAt: Instant, at: Instant): 'due' | 'missed' | 'early' {
	const late = Date.parse(at) - Date.parse(plannedAt);
	return late < 0 ? 'early' : late <= grace ? 'due' : 'missed';
}

export const noCounts = (): Counts => Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Counts;

export const sumOf = (counts: Counts): number => deliveryStates.reduce((sum, state) => sum + counts[state], 0);

/** What may be done with a mailing by hand. */
export const canStartFrom: MailingState[] = ['ready', 'scheduled', 'paused'];
export const canPauseFrom: MailingState[] = ['sending', 'scheduled'];
export const canStopFrom: MailingState[] = ['ready', 'scheduled', 'sending', 'paused'];

/** Seconds that `count` letters take at `rate` a second (0: no limit, 100 a second is then a cautious guess). */
export const estimate = (count: number, rate: number): number => Math.ceil(count / (rate > 0 ? rate : 100));

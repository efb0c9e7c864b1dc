import type { Instant } from '#kernel/dates.ts';
import type { Grant } from './actor.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long one stays signed in, in milliseconds: without coming back, and at the very most (C57). */
export type SessionLimits = { idle: number; absolute: number };

const forAgents: SessionLimits = { idle: 12 * hour, absolute: 7 * day };
const forAdmins: SessionLimits = { idle: 2 * hour, absolute: day };

export const sessionLimits = (grants: Pick<Grant, 'role'>[]): SessionLimits =>
	grants.some((grant) => grant.role === 'admin') ? forAdmins : forAgents;

/** When a session ends if its owner was last seen at `seen`: never past its absolute limit. */
export const sessionEnd = (createdAt: Instant, seen: Instant, { idle, absolute }: SessionLimits): Instant =>
	new Date(Math.min(Date.parse(seen) + idle, Date.parse(createdAt) + absolute)).toISOString();

/** Whether being seen is worth writing down: once a minute at most. */
export const isWorthNoting = (lastSeenAt: Instant, at: Instant): boolean =>
	Date.parse(at) - Date.parse(lastSeenAt) >= minute;

/** Whether the end of a session is so near that the reader should be told: thirty minutes. */
export const endsSoon = (expiresAt: Instant, at: Instant): boolean =>
	Date.parse(expiresAt) - Date.parse(at) <= 30 * minute;

/** `failures` attempts lock a door for `lock` milliseconds; a quiet `forget` clears it. */
export type DoorPolicy = { failures: number; lock: number; forget: number };

/** An account, or an identifier that nobody has: the two are told apart by nothing. */
export const accountDoor: DoorPolicy = { failures: 10, lock: 15 * minute, forget: day };

/** A whole town hall often shares one network address: a source is allowed the mistakes of many people. */
export const sourceDoor: DoorPolicy = { failures: 100, lock: 15 * minute, forget: hour };

/** Attempts given back when a lock ends: enough for a person, few for a machine. */
const attemptsAfterLock = 3;

export type Tally = { failures: number; lastAt: Instant };

/** Until when a door is locked, or undefined. */
export function lockedUntil(tally: Tally | undefined, policy: DoorPolicy, at: Instant): Instant | undefined {
	if (!tally || tally.failures < policy.failures) return undefined;
	const end = new Date(Date.parse(tally.lastAt) + policy.lock).toISOString();
	return end > at ? end : undefined;
}

/** The tally after one more attempt at a door that is not locked. */
export function oneMore(tally: Tally | undefined, policy: DoorPolicy, at: Instant): Tally {
	if (!tally || Date.parse(at) - Date.parse(tally.lastAt) > policy.forget) return { failures: 1, lastAt: at };
	const before = tally.failures >= policy.failures ? policy.failures - attemptsAfterLock : tally.failures;
	return { failures: before + 1, lastAt: at };
}

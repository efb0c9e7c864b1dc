import { dayOf, type Day, type Instant } from '#kernel/dates.ts';
import type { Grant } from './actor.ts';

/** A person who works for one or more structures, with what the administration knows of the account. */
export type Agent = {
	id: string;
	firstName: string;
	lastName: string;
	jobTitle: string;
	email: string | null;
	staffNumber: string | null;
	/** The first is the structure he reads as by default. */
	memberships: Membership[];
	grants: HeldGrant[];
	leftOn: Day | null;
	disabledAt: Instant | null;
	lastSignInAt: Instant | null;
	/** Whether a password was ever chosen. */
	hasPassword: boolean;
};

export type Membership = { structureId: string; serviceId: string | null };

/** A grant, and its id to revoke it. */
export type HeldGrant = Grant & { id: string };

/** One place where an agent is signed in. `id` is a hash: it opens nothing. */
export type Session = {
	id: string;
	agentId: string;
	structureId: string | null;
	createdAt: Instant;
	lastSeenAt: Instant;
	/** When it ends if nobody comes back before. */
	expiresAt: Instant;
	userAgent: string;
};

/** What a new account is made of. One of `email` and `staffNumber` is needed to sign in. */
export type AgentDraft = {
	firstName: string;
	lastName: string;
	jobTitle?: string;
	email?: string | null;
	staffNumber?: string | null;
	/** In order: the first is the structure he reads as by default. */
	memberships: { structureId: string; serviceId?: string | null }[];
	grants?: Grant[];
	/** Made by `hashPassword`, for accounts that come with a password; others choose it by a one-time link. */
	passwordHash?: string;
};

export const fullName = (agent: Pick<Agent, 'firstName' | 'lastName'>): string =>
	`${agent.firstName} ${agent.lastName}`.trim();

/** Whether the account may be used on that day: neither disabled, nor its owner gone. */
export const isOpen = (agent: Pick<Agent, 'disabledAt' | 'leftOn'>, at: Instant): boolean =>
	agent.disabledAt === null && (agent.leftOn === null || agent.leftOn >= dayOf(at));

/**
 * An identifier as it is kept and looked up: an e-mail address in lower case, or a staff number in upper case without
 * spaces.
 */
export function plainIdentifier(text: string): string {
	const compact = text.normalize('NFKC').replace(/\s+/g, '');
	return compact.includes('@') ? compact.toLowerCase() : compact.toUpperCase();
}

/** "Firefox, Windows": enough to recognise one's own device in a list. */
export function deviceOf(userAgent: string): string {
	const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
	const browser = first([
		[/Edg(e|A|iOS)?\//, 'Edge'],
		[/Firefox|FxiOS/, 'Firefox'],
		[/Chrome|CriOS|Chromium/, 'Chrome'],
		[/Safari/, 'Safari']
	]);
	const system = first([
		[/Android/, 'Android'],
		[/iPhone|iPad/, 'iOS'],
		[/Windows/, 'Windows'],
		[/Mac OS X/, 'macOS'],
		[/Linux/, 'Linux']
	]);
	return [browser, system].filter(Boolean).join(', ') || 'Appareil inconnu';
}

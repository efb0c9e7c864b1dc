import type { Day, Instant } from '#kernel/dates.ts';
import type { Role, Scope } from './actor.ts';

/** A person. What belongs to signing in is in `account`. */
export type AgentTable = {
	id: string;
	firstName: string;
	lastName: string;
	/** What the chart calls the post: "cheffe d’équipe espaces verts". */
	jobTitle: string;
	createdAt: Instant;
	/** The last day of work; from the next one the account is closed. */
	leftOn: Day | null;
};

export type AccountTable = {
	agentId: string;
	/** Lower-case e-mail address; null for those who have none and sign in by staff number. */
	email: string | null;
	/** Upper case, without spaces. */
	staffNumber: string | null;
	/** argon2id, PHC text; null until the first password is chosen. */
	passwordHash: string | null;
	lastSignInAt: Instant | null;
	disabledAt: Instant | null;
};

export type MembershipTable = {
	agentId: string;
	structureId: string;
	serviceId: string | null;
	/** 0 is the structure that the agent reads as by default. */
	position: number;
};

export type RoleGrantTable = {
	id: string;
	agentId: string;
	role: Role;
	scopeKind: Scope['kind'];
	scopeId: string | null;
	grantedBy: string | null;
	grantedAt: Instant;
};

/** `id` is the SHA-256 (hex) of what the cookie holds. */
export type SessionTable = {
	id: string;
	agentId: string;
	/** The structure as which the agent reads in this session. */
	structureId: string | null;
	createdAt: Instant;
	/** Written at most once a minute. */
	lastSeenAt: Instant;
	/** When it ends if nobody comes back. */
	expiresAt: Instant;
	userAgent: string;
};

/** `id` is the SHA-256 (hex) of what the link holds. */
export type AccountLinkTable = {
	id: string;
	purpose: 'first-admin' | 'password';
	/** Null for the first administrator, who does not exist yet. */
	agentId: string | null;
	createdAt: Instant;
	expiresAt: Instant;
	usedAt: Instant | null;
};

/** A personal address that an agent gave; `tokenHash` is the SHA-256 of what the link of its mail holds. */
export type OwnAddressTable = {
	agentId: string;
	address: string;
	forNotices: number;
	isPreferred: number;
	tokenHash: string;
	askedAt: Instant;
	expiresAt: Instant;
	confirmedAt: Instant | null;
};

/**
 * Attempts to sign in that nobody has succeeded after. `door` is an agent (`agent:ID`), or a keyed hash of a network
 * source or of an identifier that nobody has: never an address, nor what somebody typed.
 */
export type SignInTallyTable = {
	door: string;
	failures: number;
	lastAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		agent: AgentTable;
		account: AccountTable;
		membership: MembershipTable;
		roleGrant: RoleGrantTable;
		session: SessionTable;
		accountLink: AccountLinkTable;
		ownAddress: OwnAddressTable;
		signInTally: SignInTallyTable;
	}
}

export { knock, sourceOf, type Door } from './attempts.server.ts';
export {
	createAgent,
	disableAccount,
	enableAccount,
	grantRole,
	joinStructure,
	leaveStructure,
	recordDeparture,
	revokeRole,
	switchStructure
} from './commands.server.ts';
export { firstAdminToken } from './first-admin.server.ts';
export { changePassword, choosePassword, getLink, inviteAgent, type AccountLink } from './links.server.ts';
export {
	askOwnAddress,
	confirmOwnAddress,
	findOwnAddress,
	findOwnAddressVoice,
	forgetOwnAddresses,
	getOwnAddressLink,
	useOwnAddress,
	withdrawOwnAddress,
	type OwnAddressUse
} from './own-address.server.ts';
export { hashPassword } from './password.server.ts';
export { listPeople, searchPeople, type Person } from './people.server.ts';
export { countAccounts, findActor, findAgent, getAgent, listAgents } from './queries.server.ts';
export { countReached } from './reached.server.ts';
export { findSession, listSessions, sessionCookie, sessionCookieName, type SessionCookie } from './session.server.ts';
export { signIn, signOut, signOutEverywhere, type SignInAttempt, type SignInResult } from './sign-in.server.ts';
export type { SignedIn } from './signed-in.server.ts';

export {
	anonymous,
	holds,
	operator,
	publicReader,
	readerOf,
	reachOf,
	roleLabels,
	type Actor,
	type AgentActor,
	type Grant,
	type Reader,
	type Role,
	type Scope
} from './actor.ts';
export {
	deviceOf,
	fullName,
	isOpen,
	plainIdentifier,
	type Agent,
	type AgentDraft,
	type HeldGrant,
	type Membership,
	type Session
} from './account.ts';
export { canAdminister, canAdministerEverything, canGrant, canManageAccount } from './can.ts';
export { demoDomain, demoPassword, isDemoAccount } from './demo.ts';
export { endsSoon } from './limits.ts';
export { hideAddress, ownAddressLabel, ownAddressPrivacy, type OwnAddress } from './own-address.ts';
export { passwordAdvice } from './rules.ts';

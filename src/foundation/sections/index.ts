export { canManageSections, canSetRemit } from './can.ts';
export { leadingSection, remitAdvice } from './rules.ts';
export {
	duties,
	dutyLabels,
	stanceLabels,
	stances,
	type Duty,
	type Remit,
	type RemitDraft,
	type RemitPerson,
	type Section,
	type Stance
} from './section.ts';

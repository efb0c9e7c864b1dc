export { canProposeInitiative, canTakeProposal } from './can.ts';
export {
	praised,
	type Echo,
	type Echoes,
	type InitiativeInput,
	type Proposal,
	type Uptake,
	type UptakeInput
} from './initiative.ts';
export { echoWords, progressLabels } from './rules.ts';

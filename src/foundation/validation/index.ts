export { canDecide, canSetCircuit } from './can.ts';
export { defaultDueHours, mostSteps } from './rules.ts';
export {
	stepStateLabels,
	verdictLabels,
	type Approver,
	type Circuit,
	type Decision,
	type Pending,
	type PlacedStep,
	type Step,
	type StepRule,
	type StepState,
	type Track,
	type Validation,
	type ValidationState,
	type Verdict,
	type Via
} from './validation.ts';

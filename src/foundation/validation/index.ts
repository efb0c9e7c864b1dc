export { canDecide, canSetCircuit } from './can.ts';
export { readVerdict } from './input.ts';
export { defaultDueHours, mostSteps } from './rules.ts';
export {
	stepStateLabels,
	validationStateLabels,
	verdictLabels,
	verdictWords,
	viaWords,
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
export { approverWords, delayWords, stepWords } from './wording.ts';

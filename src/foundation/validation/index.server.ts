export { tellApprovers } from './asking.server.ts';
export { archiveCircuit, listCircuits, setCircuit, tracksFor, type CircuitDraft } from './circuits.server.ts';
export { cancelValidation, decide, openValidation, type Opening } from './commands.server.ts';
export { dropDecisionLink, getDecisionLink, makeDecisionLink, useDecisionLink } from './links.server.ts';
export { listOwedMails, settleMails, type OwedMail } from './mails.server.ts';
export { finder, isConcerned, peopleOf, type Person } from './people.server.ts';
export {
	findValidation,
	findValidationById,
	findValidationOfStep,
	listApprovals,
	listAsked,
	listDecided,
	listPending,
	listValidations
} from './queries.server.ts';

export { getComposition, listReady, saveComposition } from './composing.server.ts';
export { duplicateIssue, nextIssue } from './next.server.ts';
export { changePublication, type PublicationChange } from './settings.server.ts';
export { depositTribune, getTribune, listTribunes, type Tribune, type TribuneDraft } from './tribunes.server.ts';
export { changeIssue, createIssue, createPublication, publishIssue, withdrawIssue } from './commands.server.ts';
export {
	findIssue,
	findIssueById,
	findPublication,
	getPublication,
	getPublicationById,
	listAllIssues,
	listAllPublications,
	listIssues,
	listPublications
} from './queries.server.ts';
export { issueJournalLabels, listIssueJournal, type IssueJournalLine } from './journal.server.ts';
export { mediaPlaces } from './media-uses.server.ts';
export { listPlannedIssues, type PlannedIssue } from './planning.server.ts';
export { getIssue } from './issue-page.server.ts';
export { readIssuePage } from './reading.server.ts';
export { compileIssue, letterHash, loadVoices, type LetterSettings, type VoiceLetter } from './letter/voices.server.ts';
export { freezeLetters, listFrozenLetters } from './letter/freezing.server.ts';
export { checkIssue, type GateOptions, type GateSettings } from './gate/check.server.ts';
export {
	attestProof,
	decideIssue,
	getIssueForDecision,
	listProofReaders,
	refuseUnproofed,
	requestProof,
	takeBackProof,
	type DecidingIssue
} from './proof/index.server.ts';
export { compileSingle } from './letter/single.server.ts';
export { articleInLetter, letterInBrowser } from './letter/browser.server.ts';
export { emlOf, sendTests, type TestReceipt } from './letter/tests.server.ts';
export { sendTest, type TestSettings } from './letter/send-test.server.ts';
export { inIssues, listOffered } from './way.server.ts';
export { warmMjml } from '#platform/mjml/compile.server.ts';

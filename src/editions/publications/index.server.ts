export { getComposition, listReady, saveComposition } from './composing.server.ts';
export { duplicateIssue, nextIssue } from './next.server.ts';
export { changeIssue, createIssue, createPublication, publishIssue, withdrawIssue } from './commands.server.ts';
export {
	findIssue,
	findIssueById,
	findPublication,
	getIssue,
	getPublication,
	getPublicationById,
	listAllIssues,
	listAllPublications,
	listIssues,
	listPublications
} from './queries.server.ts';
export { mediaPlaces } from './media-uses.server.ts';
export { listPlannedIssues, type PlannedIssue } from './planning.server.ts';
export { readIssuePage } from './reading.server.ts';
export { compileIssue, type LetterSettings } from './letter/issue.server.ts';
export { compileSingle } from './letter/single.server.ts';
export { articleInLetter, letterInBrowser } from './letter/browser.server.ts';
export { sendTest, type TestSettings } from './letter/send-test.server.ts';
export { inIssues, listOffered } from './way.server.ts';
export { warmMjml } from '#platform/mjml/compile.server.ts';

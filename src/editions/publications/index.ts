export {
	formLabels,
	moveLabels,
	proofStateLabels,
	publicationKindLabels,
	type Editorial,
	type Form,
	type FrozenLetter,
	type Imprint,
	type Issue,
	type IssueBlock,
	type IssuePage,
	type IssueSummary,
	type IssueVoice,
	type ProofState,
	type Publication,
	type PublicationSettings,
	type Rhythm,
	type ShownBlock,
	type StaffMove
} from './publication.ts';
export type { Composition, ReadyLine } from './composition.ts';
export { seriesCodes, type Finding } from './gate/finding.ts';
export { nextDay, rhythmDays, rhythmLabels } from './rhythm.ts';
export { kickerOf } from './kicker.ts';
export { canChangePublication, canCreatePublication, canPublishIssue, canWriteIssue, canWriteTribune } from './can.ts';
export {
	defaultForm,
	firstSpecial,
	isPublished,
	isSpecialNumber,
	issueNumber,
	readNumber,
	subjectLimit,
	voiceFor
} from './rules.ts';
export { blocksFor, editorialFor, preheaderFor, subjectOf } from './voices.ts';
export type { ReadArticle, ReadBlock, ReadIssue, ReadOwn } from './reading.ts';
export { rhythm, type Group } from './ui/rhythm.ts';
export { readIssue, type BlockDraft, type IssueDraft, type PublicationDraft } from './input.ts';
export {
	addressTo,
	bytesGauge,
	bytesLimit,
	tokens,
	trial,
	type ArticleWeight,
	type Letter,
	type Recipient,
	type Remark
} from './letter/letter.ts';
export { outlookHtml } from './letter/outlook.ts';
export type { PlannedIssue } from './planning.server.ts';

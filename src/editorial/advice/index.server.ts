export { findAdvice, findBlocking, loadAdviceData, type AdviceData } from './context.server.ts';
export { journalLabels, listPeriodJournal, type JournalLine } from './journal.server.ts';
export { giveNeutralityReason } from './reasons.server.ts';

export { listDesk } from './desk.server.ts';
export { createSection, renameSection, type SectionDraft } from './commands.server.ts';
export { findSection, getRemit, getSection, listRemits, listSections } from './queries.server.ts';
export { findRemitChange, setRemit, undoRemit, type RemitChange } from './remits.server.ts';
export { describeSection, foldSection, listKeptSections, moveSection, type KeptSection } from './keeping.server.ts';

export { listDesk } from './desk.server.ts';
export { createSection, renameSection, type SectionDraft } from './commands.server.ts';
export { findSection, getRemit, getSection, listRemits, listSections } from './queries.server.ts';
export { findRemitChange, setRemit, undoRemit, type RemitChange } from './remits.server.ts';

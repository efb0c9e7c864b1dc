export { createSection, renameSection, setRemit, type SectionDraft } from './commands.server.ts';
export { findSection, getSection, listRemits, listSections } from './queries.server.ts';

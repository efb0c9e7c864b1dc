export { changeSectionName, countInSections, mergeSections, sectionColumns } from './sections.server.ts';

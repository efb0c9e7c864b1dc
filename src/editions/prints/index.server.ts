export { canMakePdf, forgetPapers, paperPdf, standalonePaper, type PrintHouse } from './pdf.server.ts';
export { readAgentPaper, readPaper, readPublicPaper, type AskedPaper, type PaperHouse } from './reading.server.ts';

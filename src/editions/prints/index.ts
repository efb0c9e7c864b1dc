export type { Paper, PaperDress } from './print.ts';
export { fontFaces, type PaperFont } from './fonts.ts';
export { paperHtml, paperStyle, paperTitle } from './sheet/document.ts';

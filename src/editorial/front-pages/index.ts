export { canComposeFrontPage } from './can.ts';

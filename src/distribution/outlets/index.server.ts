export { settleOutlets } from './settle.server.ts';

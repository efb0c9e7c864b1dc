export { notify, settleNotices } from './commands.server.ts';
export { countWaiting, type Waiting } from './queries.server.ts';

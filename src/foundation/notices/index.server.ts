export { notify, settleNotices } from './commands.server.ts';

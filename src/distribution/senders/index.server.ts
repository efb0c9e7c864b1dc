export { checkSender, checkSenders } from './commands.server.ts';
export { listSenderHealth, senderFindings, senderHealth } from './queries.server.ts';

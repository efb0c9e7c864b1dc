export { listCaps, setCap, type CapOf } from './caps.server.ts';
export { checkSender, checkSenders } from './commands.server.ts';
export {
	listSenderHealth,
	refuseUnhealthySenders,
	senderFindings,
	senderHealth,
	type SenderHouse
} from './queries.server.ts';

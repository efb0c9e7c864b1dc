export { canCheckSender } from './can.ts';
export { mostWeekly, usualWeekly } from './caps.ts';
export {
	checkLabels,
	verdictLabels,
	type Check,
	type DnsRecord,
	type ProviderDemand,
	type SenderFinding,
	type SenderHealth,
	type Verdict
} from './sender.ts';
export { isWatched } from './rules.ts';

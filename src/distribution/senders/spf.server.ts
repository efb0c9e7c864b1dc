import { BlockList, isIP } from 'node:net';
import type { Dns } from './dns.server.ts';

/**
 * A domain's SPF record (RFC 7208). `lookups` counts the questions that it asks of receivers, who stop at ten; `covers`
 * says whether it lets one of our addresses send, null when that could not be found out.
 */
export type Spf =
	| { state: 'none' }
	| { state: 'silent' }
	| { state: 'several' }
	| { state: 'found'; record: string; lookups: number; covers: boolean | null };

const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);

/** Looks a domain's record up, and walks it as a receiver would for letters that come from `addresses`. */
export async function findSpf(dns: Dns, domain: string, addresses: string[]): Promise<Spf> {
	const answer = await dns.txt(domain);
	if (answer.state !== 'found') return answer;
	const records = answer.value.filter(isSpf);
	if (records.length !== 1) return { state: records.length === 0 ? 'none' : 'several' };
	const walk: Walk = { dns, addresses, allowed: new BlockList(), lookups: 0, isSilent: false };
	await follow(walk, domain, records[0]!);
	const isCovered = addresses.some((address) => walk.allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
	const covers = isCovered ? true : addresses.length === 0 || walk.isSilent ? null : false;
	return { state: 'found', record: records[0]!, lookups: walk.lookups, covers };
}

type Walk = { dns: Dns; addresses: string[]; allowed: BlockList; lookups: number; isSilent: boolean };

/** Far more than the ten that receivers follow: who has more is told so, and is not followed further. */
const mostLookups = 30;

async function follow(walk: Walk, domain: string, record: string): Promise<void> {
	for (const term of record.split(/\s+/).slice(1)) {
		const match = /^([+?~-])?(ip4|ip6|a|mx|include|exists|ptr|redirect)(?:[:=]([^/\s]*))?(\/.*)?$/i.exec(term);
		if (!match) continue;
		const [, qualifier = '+', name = '', value, size = ''] = match;
		if (qualifier !== '+') continue;
		const target = value || domain;
		if (name === 'ip4' || name === 'ip6') allow(walk, target, size);
		else await ask(walk, name.toLowerCase(), target, size);
	}
}

async function ask(walk: Walk, name: string, target: string, size: string): Promise<void> {
	walk.lookups += 1;
	if (walk.lookups > mostLookups) return;
	const { dns } = walk;
	if (name === 'include' || name === 'redirect') {
		const answer = await dns.txt(target);
		if (answer.state === 'silent') walk.isSilent = true;
		const record = answer.state === 'found' && answer.value.find(isSpf);
		if (record) await follow(walk, target, record);
	} else if (name === 'a') await allowHost(walk, target, size);
	else if (name === 'mx') {
		const answer = await dns.mx(target);
		if (answer.state === 'silent') walk.isSilent = true;
		for (const host of answer.state === 'found' ? answer.value.slice(0, 10) : []) await allowHost(walk, host, size);
	}
}

async function allowHost(walk: Walk, host: string, size: string): Promise<void> {
	const answer = await walk.dns.addresses(host);
	if (answer.state === 'silent') walk.isSilent = true;
	for (const address of answer.state === 'found' ? answer.value : []) allow(walk, address, size);
}

/** `size`: `/24`, or `/24//64` for both families. */
function allow({ allowed }: Walk, address: string, size: string): void {
	const family = isIP(address);
	if (!family) return;
	const [, four, six] = /^(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(size) ?? [];
	const isSix = family === 6;
	const bits = Number((isSix ? (six ?? (size.startsWith('//') ? undefined : four)) : four) ?? (isSix ? 128 : 32));
	if (bits <= (isSix ? 128 : 32)) allowed.addSubnet(address, bits, isSix ? 'ipv6' : 'ipv4');
}

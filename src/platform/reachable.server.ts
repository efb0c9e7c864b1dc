import { lookup as resolve } from 'node:dns';
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What became of an address that was asked: `refused` when it is not one of a public site. */
export type Reached = 'ok' | 'missing' | 'silent' | 'refused';

/** Machines that are ours or nobody's (RFC 6890): what an author typed must never make us talk to them. */
const closed = new BlockList();
for (const [net, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3]
] as const)
	closed.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
	['::', 128],
	['::1', 128],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
] as const)
	closed.addSubnet(net, prefix, 'ipv6');

/** Whether an address of a machine may be asked: a public one. */
export function isPublicAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 0) return false;
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return isPublicAddress(mapped);
	return !closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

class Closed extends Error {}

/** Which machines may be asked, at which ports, and for how long one waits, in milliseconds. */
export type Net = { isOpen: (address: string) => boolean; ports: string[]; timeout: number };

const publicNet: Net = { isOpen: isPublicAddress, ports: ['', '80', '443'], timeout: 5_000 };

/** Names are resolved once, by the connection itself, so that no second answer can lead elsewhere. */
const openOnly =
	({ isOpen }: Net): LookupFunction =>
	(hostname, options, done) =>
		resolve(hostname, { ...options, all: true }, (error, addresses) => {
			if (error) return done(error, '');
			const open = addresses.filter(({ address }) => isOpen(address));
			if (open.length === 0) return done(new Closed(hostname), '');
			if (options.all) return (done as unknown as (e: null, all: typeof open) => void)(null, open);
			done(null, open[0]!.address, open[0]!.family);
		});

const mostRedirects = 5;
/** Milliseconds for which an answer is believed, and how many are kept. */
const freshFor = 15 * 60_000;
const mostKept = 1000;
const kept = new Map<string, { state: Promise<Reached>; until: number }>();

/** Asks whether a page answers, without reading it. Only public sites are asked; an answer is kept a quarter of an hour. */
export function reachOf(href: string): Promise<Reached> {
	const known = kept.get(href);
	if (known && known.until > performance.now()) return known.state;
	if (kept.size >= mostKept) kept.clear();
	const state = followLink(href);
	kept.set(href, { state, until: performance.now() + freshFor });
	return state;
}

/** Asks a page, and those to which it leads, without keeping the answer. Where no end is reached, nobody answers. */
export async function followLink(href: string, net: Net = publicNet, left = mostRedirects): Promise<Reached> {
	try {
		const { status, location } = await ask(new URL(href), net);
		if (status >= 300 && status < 400 && location)
			return left > 0 ? followLink(new URL(location, href).href, net, left - 1) : 'silent';
		return status === 404 || status === 410 ? 'missing' : status >= 500 ? 'silent' : 'ok';
	} catch (error) {
		if (error instanceof Closed || error instanceof TypeError) return 'refused';
		return (error as NodeJS.ErrnoException).code === 'ENOTFOUND' ? 'missing' : 'silent';
	}
}

function ask(url: URL, net: Net): Promise<{ status: number; location: string | undefined }> {
	if (!/^https?:$/.test(url.protocol) || url.username || !net.ports.includes(url.port)) throw new Closed(url.href);
	const bare = url.hostname.replace(/^\[|\]$/g, '');
	if (isIP(bare) && !net.isOpen(bare)) throw new Closed(url.href);
	const options: RequestOptions = {
		...{ method: 'GET', timeout: net.timeout, lookup: openOnly(net), agent: false },
		headers: { 'user-agent': 'Unisson (verification de liens)', accept: 'text/html,*/*;q=0.5' }
	};
	return new Promise((done, fail) => {
		const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (response: IncomingMessage) => {
			done({ status: response.statusCode ?? 0, location: response.headers.location });
			response.destroy();
		});
		request.on('timeout', () => request.destroy(new Error('timeout')));
		request.on('error', fail);
		request.end();
	});
}

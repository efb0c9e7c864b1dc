import { createPublicKey } from 'node:crypto';
import { isIP } from 'node:net';
import type { Dkim, SenderSettings } from '#platform/config.server.ts';
import type { Answer, Dns } from './dns.server.ts';
import { domainOf, organizationalDomain } from './domains.ts';
import { findSpf, type Spf } from './spf.server.ts';

/** How a structure sends, as its settings say it. */
export type SenderRoute = {
	/** Domain of the address that readers see. */
	from: string;
	/** Domain of the address that returns come to: the one that SPF is asked for. */
	envelope: string;
	hasReturns: boolean;
	relay: { host: string; isOurs: boolean };
	/** `key` is null when the private key cannot be read. */
	dkim: { domain: string; selector: string; key: PublicKey | null } | null;
	/** Public name of this installation, when it has one. */
	origin: string | null;
};

/** `texts`: the forms in which `p=` may hold it. */
export type PublicKey = { kind: 'rsa' | 'ed25519'; bits: number; texts: string[] };

/** What the domain name system says of a route. */
export type Facts = {
	spf: Spf;
	dkim: Answer<string[]>;
	/** Of the domain itself, else of the one that owns it. */
	dmarc: { answer: Answer<string[]>; at: string };
	mx: Answer<string[]>;
	returns: Answer<string[]>;
	/** Addresses of the server that sends, and the name of the first; null when they are not known. */
	host: { addresses: string[]; name: Answer<string[]>; isConfirmed: boolean } | null;
};

export function routeOf(address: string, settings: SenderSettings, origin: string): SenderRoute {
	const from = domainOf(address);
	const host = new URL(settings.smtpUrl ?? 'smtp://localhost').hostname.replace(/^\[|\]$/g, '').toLowerCase();
	const own = new URL(origin).hostname;
	return {
		from,
		envelope: settings.bounceAddress ? domainOf(settings.bounceAddress) : from,
		hasReturns: settings.bounceAddress !== undefined,
		relay: { host, isOurs: isOurs(host) },
		dkim: settings.dkim
			? { domain: settings.dkim.domainName, selector: settings.dkim.keySelector, key: keyOf(settings.dkim) }
			: null,
		origin: isIP(own) || isOurs(own) ? null : own
	};
}

/** A server on this machine or on the network of the house: what the world sees it as is not known here. */
const isOurs = (host: string): boolean =>
	host === 'localhost' ||
	!/[.:]/.test(host) ||
	/^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host) ||
	/^(::1$|f[cd]|fe80:)/.test(host);

function keyOf({ privateKey }: Dkim): PublicKey | null {
	try {
		const key = createPublicKey(privateKey);
		const spki = key.export({ type: 'spki', format: 'der' });
		if (key.asymmetricKeyType === 'ed25519')
			return { kind: 'ed25519', bits: 256, texts: [spki.subarray(-32).toString('base64')] };
		const older = key.export({ type: 'pkcs1', format: 'der' }).toString('base64');
		const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
		return { kind: 'rsa', bits, texts: [spki.toString('base64'), older] };
	} catch {
		return null;
	}
}

/** Asks everything that receivers will ask. */
export async function gatherFacts(dns: Dns, route: SenderRoute): Promise<Facts> {
	const host = route.relay.isOurs ? null : await hostOf(dns, route.relay.host);
	const [spf, dkim, dmarc, mx, returns] = await Promise.all([
		findSpf(dns, route.envelope, host?.addresses ?? []),
		route.dkim ? dns.txt(`${route.dkim.selector}._domainkey.${route.dkim.domain}`) : { state: 'none' as const },
		findDmarc(dns, route.from),
		dns.mx(route.from),
		dns.mx(route.envelope)
	]);
	return { spf, dkim, dmarc, mx, returns, host };
}

async function findDmarc(dns: Dns, domain: string): Promise<Facts['dmarc']> {
	for (const at of new Set([domain, organizationalDomain(domain)])) {
		const answer = await dns.txt(`_dmarc.${at}`);
		if (answer.state === 'silent') return { answer, at };
		const value = answer.state === 'found' ? answer.value.filter((text) => /^v=DMARC1\b/i.test(text)) : [];
		if (value.length > 0) return { answer: { state: 'found', value }, at };
	}
	return { answer: { state: 'none' }, at: domain };
}

async function hostOf(dns: Dns, host: string): Promise<Facts['host']> {
	const answer = isIP(host) ? { state: 'found' as const, value: [host] } : await dns.addresses(host);
	if (answer.state !== 'found') return null;
	const [first = ''] = answer.value;
	const name = await dns.ptr(first);
	const back = name.state === 'found' && name.value[0] ? await dns.addresses(name.value[0]) : undefined;
	return { addresses: answer.value, name, isConfirmed: back?.state === 'found' && back.value.includes(first) };
}

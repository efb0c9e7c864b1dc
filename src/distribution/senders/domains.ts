/** Names that nobody can own (RFC 2606, RFC 6761, RFC 8375), and those of a house's own network. */
const reservedEnds = ['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'lan', 'home.arpa'];
const reservedNames = ['example.com', 'example.net', 'example.org'];

/** Whether a domain can be looked up by nobody outside: what sends from it is on trial. */
export const isReserved = (domain: string): boolean =>
	!domain.includes('.') ||
	[...reservedEnds, ...reservedNames].some((end) => domain === end || domain.endsWith(`.${end}`));

/** Ends below which names are given to the public, among those that French public bodies have. */
const sharedEnds = ['gouv.fr', 'asso.fr', 'com.fr', 'nom.fr', 'prd.fr', 'tm.fr', 'eu.org', 'co.uk', 'org.uk'];

/** `lettre.ville.fr` → `ville.fr`: the domain that somebody owns (RFC 7489 §3.2). */
export function organizationalDomain(domain: string): string {
	const labels = domain.toLowerCase().split('.');
	const kept = sharedEnds.includes(labels.slice(-2).join('.')) ? 3 : 2;
	return labels.slice(-kept).join('.');
}

/** Whether two domains are one for DMARC; `strict` asks for the same name. */
export const isAligned = (domain: string, from: string, strict = false): boolean =>
	domain.toLowerCase() === from.toLowerCase() ||
	(!strict && organizationalDomain(domain) === organizationalDomain(from));

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** `v=DMARC1; p=none` → its tags, in lower case but for their values (RFC 6376 §3.2). */
export const tagsOf = (record: string): Map<string, string> =>
	new Map(
		record.split(';').flatMap((part): [string, string][] => {
			const equals = part.indexOf('=');
			return equals < 1 ? [] : [[part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim()]];
		})
	);

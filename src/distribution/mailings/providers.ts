/** Those who keep mailboxes in France, as far as they have rules of their own for who writes to them. */
export type Provider = 'orange' | 'laposte' | 'free' | 'sfr' | 'google' | 'microsoft' | 'yahoo' | 'other';

export const providerLabels: Record<Provider, string> = {
	orange: 'Orange, Wanadoo',
	laposte: 'La Poste',
	free: 'Free',
	sfr: 'SFR',
	google: 'Gmail',
	microsoft: 'Outlook, Hotmail',
	yahoo: 'Yahoo',
	other: 'Autres'
};

const domains: Record<Exclude<Provider, 'other'>, string[]> = {
	orange: ['orange.fr', 'wanadoo.fr', 'voila.fr'],
	laposte: ['laposte.net'],
	free: ['free.fr', 'libertysurf.fr', 'online.fr', 'aliceadsl.fr', 'alice.fr'],
	sfr: ['sfr.fr', 'neuf.fr', 'club-internet.fr', 'cegetel.net', '9online.fr', 'numericable.fr', 'noos.fr'],
	google: ['gmail.com', 'googlemail.com'],
	microsoft: ['hotmail.fr', 'hotmail.com', 'outlook.fr', 'outlook.com', 'live.fr', 'live.com', 'msn.com'],
	yahoo: ['yahoo.fr', 'yahoo.com', 'ymail.com', 'rocketmail.com', 'aol.com']
};

const byDomain = new Map(
	(Object.entries(domains) as [Provider, string[]][]).flatMap(([provider, all]) =>
		all.map((domain) => [domain, provider] as const)
	)
);

/** By the domain of an address in lower case. */
export const providerOf = (address: string): Provider =>
	byDomain.get(address.slice(address.lastIndexOf('@') + 1)) ?? 'other';

/**
 * Letters given to a provider at the same time. Orange's postmaster asks for two connections; the others publish no figure,
 * and four is what careful senders use. Others are as many as we have connections.
 */
export const togetherFor: Record<Provider, number> = {
	orange: 2,
	laposte: 4,
	free: 4,
	sfr: 4,
	google: 4,
	microsoft: 4,
	yahoo: 4,
	other: Number.POSITIVE_INFINITY
};

import type { Instant } from '#kernel/dates.ts';

/** `unknown`: the domain name system did not answer, or nobody but the server that sends can tell. */
export type Verdict = 'good' | 'warn' | 'bad' | 'unknown';

export const verdictLabels: Record<Verdict, string> = {
	good: 'En ordre',
	warn: 'À améliorer',
	bad: 'À corriger',
	unknown: 'Non vérifié'
};

export type CheckCode = 'address' | 'spf' | 'dkim' | 'dmarc' | 'alignment' | 'mx' | 'returns' | 'ptr';

export const checkLabels: Record<CheckCode, string> = {
	address: 'Adresse d’expédition',
	spf: 'SPF : qui peut envoyer',
	dkim: 'DKIM : la signature',
	dmarc: 'DMARC : la consigne',
	alignment: 'Alignement avec l’expéditeur',
	mx: 'MX : recevoir les réponses',
	returns: 'MX : recevoir les retours',
	ptr: 'Nom inverse du serveur'
};

/** A line of a zone, to be copied as it is. */
export type DnsRecord = { name: string; type: 'TXT' | 'MX'; value: string };

/** One thing that receivers look at: what was found, what it means in a sentence, and what to publish when it is wrong. */
export type Check = {
	code: CheckCode;
	verdict: Verdict;
	found: string | null;
	message: string;
	publish: DnsRecord | null;
};

/** What a mailbox provider asks of those who write to many, and whether that is met; null where nobody can tell. */
export type ProviderDemand = { provider: string; asks: string; isMet: boolean | null };

/** What is known of how one structure sends. `checks` is empty until its domain was looked at. */
export type SenderHealth = {
	structureId: string;
	address: string | null;
	domain: string | null;
	/** A name that can exist nowhere (`.example`, `localhost`): there is nothing to look at. */
	isReserved: boolean;
	/** Letters go to a server, and not to the outbox of an installation on trial. */
	hasRelay: boolean;
	checkedAt: Instant | null;
	checks: Check[];
	providers: ProviderDemand[];
	/** Letters that the relay takes, when it is one whose limits are known. */
	pace: { relay: string; perMinute: number; perDay: number } | null;
};

/** What the gate before a sending says of it. */
export type SenderFinding = { level: 'blocks' | 'warns'; message: string };

import type { Check, CheckCode, DnsRecord, Verdict } from './sender.ts';

export type Said = { found?: string | null; publish?: DnsRecord | null };

export const check = (
	code: CheckCode,
	verdict: Verdict,
	message: string,
	{ found = null, publish = null }: Said = {}
): Check => ({
	...{ code, verdict, message, found, publish }
});

export const silence =
	'Le serveur de noms n’a pas répondu : rien n’a pu être vérifié. Recommencez dans quelques minutes.';

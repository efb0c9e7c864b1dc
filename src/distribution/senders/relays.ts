/** What is known of a relay by its name: how SPF names it, and how much it takes. */
export type Relay = { name: string; spf: string; perMinute?: number; perDay?: number };

const relays: [RegExp, Relay][] = [
	[
		/(^|\.)(office365|outlook)\.com$/,
		{ name: 'Microsoft 365', spf: 'include:spf.protection.outlook.com', perMinute: 30, perDay: 10_000 }
	],
	[/(^|\.)(gmail|google)\.com$/, { name: 'Google Workspace', spf: 'include:_spf.google.com' }],
	[/(^|\.)(mail\.)?ovh\.(net|com)$/, { name: 'OVHcloud', spf: 'include:mx.ovh.com' }],
	[/(^|\.)(brevo|sendinblue)\.com$/, { name: 'Brevo', spf: 'include:spf.brevo.com' }],
	[/(^|\.)tem\.scw\.cloud$/, { name: 'Scaleway', spf: 'include:_spf.tem.scaleway.com' }]
];

export const relayOf = (host: string): Relay | undefined => relays.find(([pattern]) => pattern.test(host))?.[1];

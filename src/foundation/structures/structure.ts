import type { Instant } from '#kernel/dates.ts';

/** A public body that publishes and employs: city, agglomération, CCAS, syndicat. Any number of them. */
export type Structure = {
	id: string;
	slug: string;
	name: string;
	/** As the trait says it: "Ville", "Agglo". */
	shortName: string;
	kind: StructureKind;
	position: number;
	identity: Identity;
	archivedAt: Instant | null;
};

export type StructureKind = 'commune' | 'intercommunality' | 'ccas' | 'syndicate' | 'other';

export const structureKindLabels: Record<StructureKind, string> = {
	commune: 'Commune',
	intercommunality: 'Intercommunalité',
	ccas: 'CCAS',
	syndicate: 'Syndicat',
	other: 'Autre structure publique'
};

/** Self-hosted title typefaces. Reading and interface typefaces are the same for everyone. */
export type Typeface = 'bricolage' | 'schibsted' | 'fraunces' | 'newsreader';

/** A structure's own face (charte): colours are `#rrggbb`. */
export type Identity = {
	/** On light paper: text, links, buttons, the trait. At least 4.5:1 on paper and under white text. */
	accent: string;
	/** The same voice on dark paper; at least 4.5:1 there. */
	accentDark: string;
	typeface: Typeface;
	/** A media id, or null while there is none: the short name is shown. */
	logo: string | null;
	sender: { name: string; address: string; replyTo: string };
	legal: LegalNotices;
	accessibility: AccessibilityStatement;
};

export type LegalNotices = {
	publisher: string;
	director: string;
	address: string;
	phone: string;
	email: string;
	host: string;
	hostCountry: string;
	dpo: string;
};

/** `rate` is the share of RGAA criteria met in the last audit, 0-100; null until audited: "non conforme". */
export type AccessibilityStatement = {
	rate: number | null;
	auditedOn: string | null;
	auditor: string;
	contact: string;
	planUrl: string | null;
	yearUrl: string | null;
};

/** The face of a structure that has chosen nothing yet: legible, sober, and to be completed. */
export const plainIdentity = (name: string): Identity => ({
	accent: '#37506b',
	accentDark: '#9fb8d3',
	typeface: 'bricolage',
	logo: null,
	sender: { name, address: '', replyTo: '' },
	legal: { publisher: name, director: '', address: '', phone: '', email: '', host: '', hostCountry: 'France', dpo: '' },
	accessibility: { rate: null, auditedOn: null, auditor: '', contact: '', planUrl: null, yearUrl: null }
});

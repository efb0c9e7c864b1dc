import { safeHref } from '#kernel/escaping.ts';
import { reaches } from '#kernel/reach.ts';
import type { BlockType, MarkType } from './document.ts';

/** Why a value cannot be taken, as the end of a French sentence ("l’adresse … n’est pas sûre"); undefined when it can. */
export type Check = (value: unknown) => string | undefined;

/**
 * `default` is what an absent attribute means; without one, the attribute must be given. `clean` gives a checked value
 * its one canonical form.
 */
export type AttributeRule = { check: Check; default?: unknown; clean?: (value: unknown) => unknown };
export type AttributeRules = Record<string, AttributeRule>;

/** The parts of a document that are not blocks of their own. */
export type PartType = 'listItem' | 'tableRow' | 'tableHeader' | 'tableCell';

/** Longest texts, in signs: a phrase fits in a line or two, a sentence in a few. */
const phrase = 300;
const sentences = 2000;

const text =
	(limit: number, name: string): Check =>
	(value) => {
		if (typeof value !== 'string') return `${name} doit être un texte`;
		if (value.length > limit) return `${name} dépasse ${limit} signes`;

		return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)
			? `${name} contient des signes illisibles`
			: undefined;
	};

const filled =
	(limit: number, name: string): Check =>
	(value) =>
		text(limit, name)(value) ?? ((value as string).trim() === '' ? `${name} est vide` : undefined);

const href = (name: string): AttributeRule => ({
	check(value) {
		const unreadable = filled(sentences, name)(value);
		if (unreadable) return unreadable;
		return safeHref(value as string) === undefined
			? `${name} (${(value as string).slice(0, 60)}) n’est pas une adresse que l’on peut suivre`
			: undefined;
	},
	clean: (value) => encodeLeftovers(safeHref(value as string)!)
});

/** Signs that RFC 3986 wants encoded and that browsers forgive, encoded after the host: one link, one spelling. */
const encodeLeftovers = (address: string): string =>
	address.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?(.*)$/is, (_, host = '', rest: string) => {
		const encoded = rest.replace(/%(?![0-9a-f]{2})|[\s"<>[\\\]^`{|}]|[^\x20-\x7e]+/gi, encodeURIComponent);
		return `${host}${encoded}`;
	});

const whole =
	(from: number, to: number, name: string): Check =>
	(value) =>
		Number.isInteger(value) && (value as number) >= from && (value as number) <= to
			? undefined
			: `${name} doit être un nombre entier de ${from} à ${to}`;

/** Nothing that could be anything else than one of our ids. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{1,100}$/.test(value);

const media: Check = (value) => (isId(value) ? undefined : 'le média n’est pas désigné par son identifiant');

const address: Check = (value) => {
	if (value === null) return undefined;
	if (typeof value !== 'object' || Array.isArray(value)) return 'son destinataire est illisible';
	const { structures = [], reach = 'public', ...others } = value as Record<string, unknown>;
	if (Object.keys(others).length > 0)
		return `son destinataire porte une indication inconnue (${Object.keys(others)[0]})`;
	if (!Array.isArray(structures) || structures.length > 50 || !structures.every(isId))
		return 'les structures auxquelles il est réservé sont illisibles';
	return reaches.includes(reach as never) ? undefined : 'le niveau de diffusion auquel il est réservé n’existe pas';
};

const language: Check = (value) =>
	typeof value === 'string' && /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/.test(value)
		? undefined
		: 'la langue doit être un code comme « en » ou « pt-BR »';

/** An address that reserves nothing is no address. */
function meaningful(value: unknown): unknown {
	const { structures = [], reach = 'public' } = (value ?? {}) as { structures?: string[]; reach?: string };
	if (structures.length === 0 && reach === 'public') return null;
	return { ...(structures.length > 0 && { structures }), ...(reach !== 'public' && { reach }) };
}

const reserved: AttributeRules = { for: { check: address, default: null, clean: meaningful } };

const optional = (limit: number, name: string): AttributeRule => ({ check: text(limit, name), default: '' });

const picture: AttributeRules = {
	media: { check: media },
	alt: optional(sentences, 'le texte de remplacement'),
	caption: optional(sentences, 'la légende'),
	credit: optional(phrase, 'le crédit')
};

/** What each block may say of itself, complete by type: shared by the schema and by `checkDoc`. */
export const blockAttributes: Record<BlockType, AttributeRules> = {
	paragraph: reserved,
	heading: { ...reserved, level: { check: whole(2, 4, 'le niveau de titre') } },
	bulletList: reserved,
	orderedList: { ...reserved, start: { check: whole(0, 100_000, 'le premier numéro'), default: 1 } },
	quote: { ...reserved, author: optional(phrase, 'l’auteur de la citation') },
	image: { ...reserved, ...picture },
	gallery: reserved,
	table: { ...reserved, caption: optional(sentences, 'le titre du tableau') },
	keyFigure: {
		...reserved,
		value: { check: filled(60, 'le chiffre') },
		label: { check: filled(phrase, 'ce que dit le chiffre') },
		source: optional(phrase, 'la source')
	},
	questionAnswer: { ...reserved, question: { check: filled(phrase, 'la question') } },
	aside: { ...reserved, title: optional(phrase, 'le titre de l’encadré') },
	callToAction: {
		...reserved,
		label: { check: filled(phrase, 'le texte du bouton') },
		href: href('l’adresse du bouton')
	},
	file: { ...reserved, media: { check: media }, label: optional(phrase, 'le nom du fichier') },
	video: {
		...reserved,
		href: href('l’adresse de la vidéo'),
		title: { check: filled(phrase, 'le titre de la vidéo') }
	},
	separator: reserved
};

const span: AttributeRules = {
	colspan: { check: whole(1, 50, 'le nombre de colonnes'), default: 1 },
	rowspan: { check: whole(1, 500, 'le nombre de lignes'), default: 1 }
};

export const partAttributes: Record<PartType, AttributeRules> = {
	listItem: {},
	tableRow: {},
	tableHeader: span,
	tableCell: span
};

export const markAttributes: Record<MarkType, AttributeRules> = {
	link: { href: href('l’adresse du lien') },
	language: { lang: { check: language } },
	strong: {},
	emphasis: {}
};

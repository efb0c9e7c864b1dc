const narrow = '\u202f';
const unbreakable = '\u00a0';

/** Lower case, without accents or ligatures, with straight apostrophes: what two spellings of one word share. */
export function fold(text: string): string {
	return text
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[’ʼ‘]/g, "'")
		.normalize('NFD')
		.replace(/\p{M}/gu, '');
}

/** An address part: "Été à l’Hôtel-de-Ville" → "ete-a-l-hotel-de-ville". At most 80 signs, never empty. */
export function slugify(text: string): string {
	const slug = fold(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 80)
		.replace(/-+$/, '');
	return slug || 'sans-titre';
}

/** French typography for display: no-break spaces, « », ’. Leaves what is already right; for text, never for code. */
export function typeset(text: string): string {
	return text
		.replace(/(\p{L})'(?=[\p{L}\d«“])/gu, '$1’')
		.replace(/«[\s\u00a0\u202f]*/g, `«${narrow}`)
		.replace(/[\s\u00a0\u202f]*»/g, `${narrow}»`)
		.replace(/(?<=[\p{L}\p{N})»”"%])[ \u00a0\u202f]([;!?])/gu, `${narrow}$1`)
		.replace(/(?<=[\p{L}\p{N})»”"%])[ \u00a0\u202f]:(?=[\s\u00a0]|$)/gu, `${unbreakable}:`)
		.replace(/\b0\d(?: \d{2}){4}\b/g, (phone) => phone.replaceAll(' ', unbreakable))
		.replace(/(\d)[ ](\d{3})(?!\d)/g, `$1${narrow}$2`)
		.replace(/(\d)[ ](%|€|km|h|m²|ha|kg|min)(?![\p{L}])/gu, `$1${unbreakable}$2`);
}

/** "12 400" */
export const number = (value: number): string => new Intl.NumberFormat('fr-FR').format(value);

/** `count(3, 'article')` → "3 articles"; zero and one are singular in French. */
export const count = (value: number, one: string, many = `${one}s`): string =>
	`${number(value)}${unbreakable}${Math.abs(value) < 2 ? one : many}`;

/** "Ville, Agglo et CCAS" */
export const enumerate = (items: string[]): string => new Intl.ListFormat('fr-FR').format(items);

const feminine = /^(Ville|Commune|Mairie|Communauté|Métropole|Région|Régie|Collectivité|CC|CA|CU)\b/;
const masculine = /^(CCAS|CIAS|Syndicat|S[IM]\w+|Département|Conseil|Pays|Centre|Pôle|SDIS|Grand)\b/;

/** The name of a public body as it stands in a sentence: "la Ville", "le CCAS", "l’Agglo"; others as they are. */
export function withArticle(name: string): string {
	if (feminine.test(name)) return `la ${name}`;
	if (masculine.test(name)) return `le ${name}`;
	return /^(Agglo|Office|Établissement|Eurométropole)/.test(name) ? `l’${name}` : name;
}

/**
 * At most `limit` signs, cut at the end of a sentence where one ends in the last half, else between words with "…".
 */
export function shorten(text: string, limit: number): string {
	const plain = text.replace(/\s+/g, ' ').trim();
	if (plain.length <= limit) return plain;
	const head = plain.slice(0, limit);
	const sentence = Math.max(...['. ', '! ', '? ', '… '].map((end) => head.lastIndexOf(end)));
	if (sentence >= limit / 2) return head.slice(0, sentence + 1);
	return `${head.slice(0, Math.max(head.lastIndexOf(' '), limit / 2)).replace(/[\s,;:–-]+$/, '')}…`;
}

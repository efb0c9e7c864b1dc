import { articleKindLabels, type ArticleDraft, type ArticleKind } from '#editorial/articles/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { reachLabels, type Reach } from '#kernel/reach.ts';

/** How structures, sections and pictures are named, by id. */
export type Names = { structures: Map<string, string>; sections: Map<string, string>; pictures: Map<string, string> };

const labels: Record<string, string> = {
	kind: 'Forme',
	sectionId: 'Rubrique',
	ownerId: 'Structure qui tient à jour',
	voices: 'Structures qui parlent',
	audience: 'Structures qui lisent',
	reach: 'Niveau de diffusion',
	signature: 'Signature',
	contact: 'Contact',
	expiresAt: 'Fin de diffusion',
	reviewOn: 'À relire le',
	title: 'Titre',
	standfirst: 'Chapô',
	cover: 'Image',
	relayMessage: 'Message à relayer',
	short: 'Texte court',
	social: 'Texte pour les réseaux',
	signedBy: 'Fonction qui signe',
	memo: 'Forme de la note',
	important: 'Important',
	acknowledgeBy: 'À lire avant le',
	team: 'Équipe',
	place: 'Lieu',
	online: 'Adresse en ligne',
	capacity: 'Places',
	dates: 'Dates',
	person: 'Personne',
	job: 'Métier'
};

/** How a place of an article is called: "Titre, variante Agglo". */
export function labelOfPlace(path: string, names: Names): string {
	const steps = path.split('/');
	const label = labels[steps.at(-1)!] ?? steps.at(-1)!;
	return steps[1] === 'variants' ? `${label}, variante ${names.structures.get(steps[2]!) ?? ''}` : label;
}

/** What a place of an article holds, in words; empty when it holds nothing. */
export function wordsOfPlace(path: string, value: unknown, names: Names): string {
	if (value === null || value === undefined || value === '') return '';
	switch (path.split('/').at(-1)) {
		case 'kind':
			return articleKindLabels[value as ArticleKind];
		case 'reach':
			return reachLabels[value as Reach];
		case 'sectionId':
			return names.sections.get(value as string) ?? '';
		case 'ownerId':
			return names.structures.get(value as string) ?? '';
		case 'voices':
		case 'audience':
			return (value as string[]).map((id) => names.structures.get(id) ?? '').join(', ');
		case 'cover':
			return names.pictures.get((value as { media: string }).media) ?? 'Une image';
		case 'short':
		case 'social':
			return (value as { text: string }).text;
		case 'dates':
			return (value as { start: string }[]).map(({ start }) => plainDay(start)).join(', ');
	}
	if (typeof value === 'boolean') return value ? 'oui' : 'non';
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? plainDay(value) : String(value);
}

/** Everything of an article but its body and what goes with other fields, as path and value. */
export function placesOf({ content, details, ...envelope }: ArticleDraft): [string, unknown][] {
	const { body: _body, variants, texts, ...words } = content;
	const under = (prefix: string, fields: object | undefined) =>
		Object.entries(fields ?? {}).map(([name, value]): [string, unknown] => [prefix + name, value]);
	const variantWords = Object.entries(variants).flatMap(([structure, { basis: _basis, ...variant }]) =>
		under(`content/variants/${structure}/`, variant)
	);
	return [
		...under('content/', words),
		...variantWords,
		...under('content/texts/', texts),
		...under('', envelope),
		...under('details/', details)
	];
}

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { fold } from '#kernel/text.ts';
import type { Desk } from './desk.ts';
import { addBlock, placeOf } from './inserting.ts';
import { makeTable } from './table-nodes.ts';

/** A block as the menus offer it: its French name, what it is for, the other words by which one looks for it. */
export type Offer = {
	name: string;
	label: string;
	hint: string;
	words: string;
	put: (editor: Editor, desk: Desk) => void;
};

const form =
	(name: string, attributes: Record<string, unknown> = {}, holds = false) =>
	(editor: Editor) => {
		const { nodes } = editor.schema;
		const content: Node[] = holds ? [nodes.paragraph!.create()] : [];
		addBlock(editor.view, nodes[name]!.create(attributes, content));
	};

const heading = (level: 2 | 3 | 4) => (editor: Editor) =>
	void editor.chain().focus().setNode('heading', { level }).run();

export const offers: Offer[] = [
	{
		name: 'paragraph',
		label: 'Paragraphe',
		hint: 'Du texte',
		words: 'texte normal',
		put: (editor) => void editor.chain().focus().setNode('paragraph').run()
	},
	{
		name: 'heading2',
		label: 'Titre',
		hint: 'Une partie du texte',
		words: 'titre 2 intertitre h2 partie',
		put: heading(2)
	},
	{ name: 'heading3', label: 'Sous-titre', hint: 'Dans une partie', words: 'titre 3 h3', put: heading(3) },
	{ name: 'heading4', label: 'Petit titre', hint: 'Dans un sous-titre', words: 'titre 4 h4', put: heading(4) },
	{
		name: 'bulletList',
		label: 'Liste',
		hint: 'À puces',
		words: 'puces tirets',
		put: (editor) => void editor.chain().focus().toggleList('bulletList', 'listItem').run()
	},
	{
		name: 'orderedList',
		label: 'Liste numérotée',
		hint: 'Des étapes, un ordre',
		words: 'numeros etapes',
		put: (editor) => void editor.chain().focus().toggleList('orderedList', 'listItem').run()
	},
	{
		name: 'quote',
		label: 'Citation',
		hint: 'Avec la personne qui parle',
		words: 'guillemets verbatim',
		put: form('quote', {}, true)
	},
	{
		name: 'image',
		label: 'Image',
		hint: 'Une photo, ou plusieurs en galerie',
		words: 'photo galerie illustration',
		put: (editor, desk) => desk.askPicture({ at: placeOf(editor.state) })
	},
	{
		name: 'table',
		label: 'Tableau',
		hint: 'Avec sa ligne d’en-têtes',
		words: 'grille colonnes lignes',
		put: (editor) => addBlock(editor.view, makeTable(editor.schema, 3, 3))
	},
	{
		name: 'keyFigure',
		label: 'Chiffre clé',
		hint: 'Un chiffre, ce qu’il dit, sa source',
		words: 'nombre statistique',
		put: form('keyFigure')
	},
	{
		name: 'questionAnswer',
		label: 'Question-réponse',
		hint: 'Une question que l’on se pose',
		words: 'faq qr',
		put: form('questionAnswer', {}, true)
	},
	{
		name: 'aside',
		label: 'Encadré',
		hint: 'À part du texte',
		words: 'a savoir bon a savoir note',
		put: form('aside', {}, true)
	},
	{
		name: 'callToAction',
		label: 'Bouton',
		hint: 'Un lien que l’on ne peut pas manquer',
		words: 'appel action inscription lien',
		put: form('callToAction')
	},
	{
		name: 'file',
		label: 'Fichier',
		hint: 'Un document à télécharger',
		words: 'pdf document piece jointe',
		put: (editor, desk) => desk.askFile([], { at: placeOf(editor.state) })
	},
	{
		name: 'video',
		label: 'Vidéo',
		hint: 'Un lien et sa transcription',
		words: 'film peertube youtube',
		put: form('video', {}, true)
	},
	{
		name: 'separator',
		label: 'Séparateur',
		hint: 'Un trait entre deux parties',
		words: 'ligne trait hr',
		put: form('separator')
	}
];

/** What a few letters may mean, the likeliest first: the beginning of a name, then a part, then letters in their order. */
export function findOffers(query: string): Offer[] {
	const asked = bare(query);
	if (!asked) return offers;
	return offers
		.map((offer) => ({ offer, rank: rankOf(offer, asked) }))
		.filter(({ rank }) => rank < Infinity)
		.sort((one, other) => one.rank - other.rank)
		.map(({ offer }) => offer);
}

const bare = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '');

function rankOf({ label, words }: Offer, asked: string): number {
	const name = bare(label);
	const others = words.split(' ').map(bare);
	if (name.startsWith(asked)) return 0;
	if (others.some((word) => word.startsWith(asked)) || bare(words).startsWith(asked)) return 1;
	if (name.includes(asked)) return 2;
	return asked.length > 1 && isSubsequence(asked, name) ? 3 : Infinity;
}

function isSubsequence(letters: string, word: string): boolean {
	let at = 0;
	for (const sign of word) if (sign === letters[at]) at++;
	return at === letters.length;
}

import type { Command, EditorState } from '@tiptap/pm/state';
import {
	addColumnAfter,
	addColumnBefore,
	addRowAfter,
	addRowBefore,
	deleteColumn,
	deleteRow,
	deleteTable,
	isInTable as inTable,
	mergeCells,
	splitCell,
	toggleHeaderColumn,
	toggleHeaderRow
} from '@tiptap/pm/tables';

/** Whether the caret, or the cells that are selected, are in a table. */
export const isInTable = (state: EditorState): boolean => inTable(state);

/** What can be done to a table, as its menu says it. */
export const tableCommands: { label: string; run: Command }[] = [
	{ label: 'Ajouter une ligne au-dessus', run: addRowBefore },
	{ label: 'Ajouter une ligne au-dessous', run: addRowAfter },
	{ label: 'Supprimer la ligne', run: deleteRow },
	{ label: 'Ajouter une colonne à gauche', run: addColumnBefore },
	{ label: 'Ajouter une colonne à droite', run: addColumnAfter },
	{ label: 'Supprimer la colonne', run: deleteColumn },
	{ label: 'Première ligne d’en-têtes, ou non', run: toggleHeaderRow },
	{ label: 'Première colonne d’en-têtes, ou non', run: toggleHeaderColumn },
	{ label: 'Fusionner les cellules choisies', run: mergeCells },
	{ label: 'Séparer la cellule', run: splitCell },
	{ label: 'Supprimer le tableau', run: deleteTable }
];

/** What a key asks of the page. */
export type Command = 'save' | 'undo' | 'redo' | 'pane' | 'paneBack' | 'check' | 'help';

/** The keys, as the sheet shows them. */
export const shortcuts: { keys: string[]; words: string }[] = [
	{ keys: ['Entrée'], words: 'Dans « Prêts à paraître » : ajouter l’article au numéro' },
	{ keys: ['↑', '↓'], words: 'D’un article prêt au suivant, d’un bloc au suivant' },
	{ keys: ['Alt', '↑'], words: 'Monter le bloc' },
	{ keys: ['Alt', '↓'], words: 'Descendre le bloc' },
	{ keys: ['Suppr'], words: 'Retirer le bloc' },
	{ keys: ['Échap'], words: 'Refermer le bloc' },
	{ keys: ['Ctrl', 'Z'], words: 'Annuler, sur tout le numéro' },
	{ keys: ['Ctrl', 'Maj', 'Z'], words: 'Rétablir' },
	{ keys: ['F6'], words: 'D’une colonne à la suivante ; avec Maj, à la précédente' },
	{ keys: ['Ctrl', 'S'], words: 'Enregistrer maintenant' },
	{ keys: ['Ctrl', 'Alt', 'V'], words: 'Vérifications' },
	{ keys: ['?'], words: 'Cette liste, hors d’un champ' }
];

const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** The command that a key stands for; undefined for what is typed. In the editor of texts, its own steps come first. */
export function commandOf(event: KeyboardEvent): Command | undefined {
	const { shiftKey, altKey, target } = event;
	const key = event.key.toLowerCase();
	if (key === 'f6') return shiftKey ? 'paneBack' : 'pane';
	if (event.ctrlKey || event.metaKey) {
		if (altKey) return event.code === 'KeyV' ? 'check' : undefined;
		if (key === 's') return 'save';
		if (target instanceof HTMLElement && target.isContentEditable) return undefined;
		if (key === 'z') return shiftKey ? 'redo' : 'undo';
		return key === 'y' ? 'redo' : undefined;
	}
	return key === '?' && !isTyping(target) ? 'help' : undefined;
}

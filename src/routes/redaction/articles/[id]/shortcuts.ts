/** What a key asks of the page. */
export type Command = 'save' | 'keep' | 'preview' | 'remark' | 'help';

/** The keys, as the sheet shows them. The editor adds its own. */
export const shortcuts: { keys: string[]; words: string }[] = [
	{ keys: ['Ctrl', 'S'], words: 'Enregistrer maintenant' },
	{ keys: ['Ctrl', 'Maj', 'S'], words: 'Garder une version' },
	{ keys: ['Ctrl', 'Alt', 'A'], words: 'Aperçu par structure' },
	{ keys: ['Ctrl', 'Alt', 'M'], words: 'Noter une remarque sur le passage sélectionné' },
	{ keys: ['Tab'], words: 'Passer au champ suivant' },
	{ keys: ['Entrée'], words: 'Du titre au chapô, du chapô au texte' },
	{ keys: ['/'], words: 'Dans le texte : choisir un bloc' },
	{ keys: ['?'], words: 'Cette liste, hors d’un champ' }
];

/** The command that a key stands for; undefined for what is typed. On a Mac, the command key is Ctrl. */
export function commandOf(event: KeyboardEvent): Command | undefined {
	const { key, code, shiftKey, altKey } = event;
	if (event.ctrlKey || event.metaKey) {
		if (key.toLowerCase() === 's' && !altKey) return shiftKey ? 'keep' : 'save';
		if (altKey && code === 'KeyM') return 'remark';
		// Where the letter is, whatever the keyboard: A is where Q is on a QWERTY one.
		return altKey && key.toLowerCase() === 'a' ? 'preview' : undefined;
	}
	return key === '?' && !isTyping(event.target) ? 'help' : undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

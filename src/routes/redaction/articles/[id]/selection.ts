/** Tells the words that are selected in the page of paper. What is selected elsewhere changes nothing. */
export const watchSelection = (tell: (words: string) => void) => (): void => {
	const selection = document.getSelection();
	const place = selection?.anchorNode;
	const element = place instanceof Element ? place : place?.parentElement;
	if (!selection || !element?.closest('[data-sheet]')) return;
	const field = document.activeElement;
	const words =
		field instanceof HTMLTextAreaElement
			? field.value.slice(field.selectionStart, field.selectionEnd)
			: selection.toString();
	tell(words.replace(/\s+/g, ' ').trim());
};

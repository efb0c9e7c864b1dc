/**
 * Tells the words that are selected in the page of paper. What is selected elsewhere changes nothing, so that the passage
 * stays chosen while a remark about it is typed.
 */
export const watchSelection = (tell: (words: string) => void) => (): void => {
	const field = document.activeElement;
	if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
		if (isOnPaper(field)) tell(plain(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)));
		return;
	}
	const selection = document.getSelection();
	if (selection && isOnPaper(selection.anchorNode) && isOnPaper(field)) tell(plain(selection.toString()));
};

function isOnPaper(place: Node | null): boolean {
	const element = place instanceof Element ? place : place?.parentElement;
	return Boolean(element?.closest('[data-sheet]'));
}

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim();

/**
 * Leaves room for the text on the left of a window that stands on the right: the page gives way by what the window covers
 * beyond the column beside the text. Undone by what it returns.
 */
export function makeRoom(window: HTMLElement): () => void {
	const { body } = document;
	const fit = () => {
		const beside = document.querySelector<HTMLElement>('aside.side');
		const isNarrow = window.offsetWidth >= innerWidth;
		const covered = window.offsetWidth - (beside?.offsetWidth ?? 0);
		body.style.paddingRight = isNarrow ? '' : `${Math.max(0, covered)}px`;
	};
	fit();
	addEventListener('resize', fit);
	return () => {
		removeEventListener('resize', fit);
		body.style.paddingRight = '';
	};
}

/** Keeps the keyboard and the reading voice in a window that covers the whole page. Undone by what it returns. */
export function standAlone(window: HTMLElement): () => void {
	const others = [...(window.parentElement?.children ?? [])].filter(
		(one): one is HTMLElement => one instanceof HTMLElement && one !== window && !one.inert
	);
	for (const other of others) other.inert = true;
	return () => {
		for (const other of others) other.inert = false;
	};
}

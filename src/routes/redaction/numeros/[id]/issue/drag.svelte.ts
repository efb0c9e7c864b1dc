/** What is dragged over the page: a block to move, or an article to bring in. */
export type Load = { kind: 'block' | 'article'; id: string };

/** One at a time, in the whole page: browsers hide what is dragged until it is dropped. */
class Dragging {
	load = $state.raw<Load | null>(null);
	/** The rank at which it would stand. */
	at = $state<number | null>(null);

	start(event: DragEvent, load: Load): void {
		this.load = load;
		if (!event.dataTransfer) return;
		event.dataTransfer.effectAllowed = load.kind === 'block' ? 'move' : 'copy';
		// Without something to carry, Firefox drags nothing; of a kind that no field takes as text.
		event.dataTransfer.setData('application/x-unisson', load.id);
	}

	stop = (): void => {
		this.load = null;
		this.at = null;
	};

	/** Over a card: before it in its upper half, after it in its lower one. */
	over(event: DragEvent, rank: number): void {
		if (!this.load) return;
		event.preventDefault();
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		this.at = event.clientY < box.top + box.height / 2 ? rank : rank + 1;
	}
}

export const dragging = new Dragging();

/** A step that can be taken back: what was before it, and what it was, in a few words. */
export type Step<T> = { before: T; words: string; key: string | null; at: number };

/** Milliseconds: what is typed in one field within this time of the last key is one step. */
const pause = 1_500;
const longest = 200;

/** What was done to a composition, to be taken back and done again. Holds whole states: they share what did not change. */
export class Past<T> {
	#done: Step<T>[] = [];
	#undone: Step<T>[] = [];

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/** `key` names the field when it is typed in; null for what is a step by itself. */
	record(before: T, words: string, key: string | null, at: number): void {
		const last = this.#done.at(-1);
		this.#undone = [];
		if (key !== null && last?.key === key && at - last.at < pause) {
			last.at = at;
			return;
		}
		this.#done = [...this.#done, { before, words, key, at }].slice(-longest);
	}

	undo(present: T): { state: T; words: string } | undefined {
		const step = this.#done.pop();
		if (!step) return undefined;
		this.#undone.push({ ...step, before: present, key: null });
		return { state: step.before, words: step.words };
	}

	redo(present: T): { state: T; words: string } | undefined {
		const step = this.#undone.pop();
		if (!step) return undefined;
		this.#done.push({ ...step, before: present, key: null });
		return { state: step.before, words: step.words };
	}

	/** Somebody else's work was taken in: going back behind it would undo his. */
	forget(): void {
		this.#done = [];
		this.#undone = [];
	}
}

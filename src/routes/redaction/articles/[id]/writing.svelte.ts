import type { ArticleDraft } from '#editorial/articles/index.ts';
import { ask } from './asking.ts';
import { Device, type FoundCopy } from './copies.ts';
import { isSame, merge, settle, type Choices } from './merge.ts';
import type { SavingStatus } from '../../saving.ts';
import { copyOf, takenWords, type OpenConflict, type Opening, type Slot, type WritingNotice } from './slot.ts';

/** Milliseconds: from the last change to the server, to this device, and between tries without a network. */
const delays = { save: 800, keep: 200, retry: [2_000, 4_000, 8_000, 15_000, 30_000] };

/**
 * What one tab writes. `draft` is the whole article as it stands on this screen; it changes only through `change`, is
 * kept on this device at once and in the working slot soon after. Nothing typed is thrown away: what the server cannot
 * take stays here, and what somebody else wrote meanwhile is merged or shown.
 */
export class Writing {
	#draft: ArticleDraft = $state.raw()!;
	#status = $state<SavingStatus>('saved');
	/** Of the slot, as this tab last had it. */
	version = $state(0);
	updatedAt = $state<string | null>(null);
	/** A sentence of the server about what it refuses to keep; empty when nothing is wrong. */
	fault = $state('');
	notices = $state.raw<WritingNotice[]>([]);
	conflict = $state.raw<OpenConflict | null>(null);
	/** Grows when the text was replaced by something else than typing: fields that hold their own state follow it. */
	replaced = $state(0);

	/** Asks the editor for what it has not told yet: it tells after a pause. */
	gather: () => void = () => {};

	#base: ArticleDraft;
	#saved: ArticleDraft;
	#device: Device;
	#tries = 0;
	#sending: Promise<boolean> | null = null;
	#timers: { save?: ReturnType<typeof setTimeout>; keep?: ReturnType<typeof setTimeout> } = {};
	#opening: Opening;

	constructor(opening: Opening) {
		const { slot, agentId } = opening;
		this.#opening = opening;
		this.#draft = slot.draft;
		this.#base = slot.draft;
		this.#saved = slot.draft;
		this.version = slot.version;
		this.updatedAt = slot.updatedAt;
		this.#device = new Device(opening.shelf, slot.articleId, agentId);
	}

	/** The whole article as it stands here. Read it; `change` writes it. */
	get draft(): ArticleDraft {
		return this.#draft;
	}

	get status(): SavingStatus {
		return this.#status;
	}

	/** Whether the server lacks something of this screen. */
	get isDirty(): boolean {
		return this.#draft !== this.#saved;
	}

	/** Whether closing the tab now would lose something. */
	get isAtRisk(): boolean {
		return !this.keep();
	}

	/**
	 * Changes the draft: `fn` is given a copy to write in. The body is replaced as a whole (`draft.content.body = doc`),
	 * never written into, so that a long text is not copied at every key.
	 */
	change(fn: (draft: ArticleDraft) => void): void {
		const draft = copyOf(this.#draft);
		fn(draft);
		this.#draft = draft;
		this.fault = '';
		if (this.#status === 'saved' || this.#status === 'saving') this.#status = 'unsaved';
		clearTimeout(this.#timers.keep);
		this.#timers.keep = setTimeout(() => this.keep(), delays.keep);
		if (this.#status === 'unsaved') this.#plan(delays.save);
	}

	/** As `change`, for what was not typed: fields and editor take it over. */
	replace(fn: (draft: ArticleDraft) => void): void {
		this.change(fn);
		this.replaced += 1;
	}

	/** Sends what the server lacks. True once it has everything. */
	async save(): Promise<boolean> {
		this.gather();
		clearTimeout(this.#timers.save);
		while (this.#sending) await this.#sending;
		if (!this.isDirty) return this.#status !== 'conflict';
		if (this.conflict) return false;
		this.#sending = this.#send().finally(() => (this.#sending = null));
		return this.#sending;
	}

	/** Keeps a copy on this device. False when the browser gives no room for it. */
	keep(): boolean {
		this.gather();
		clearTimeout(this.#timers.keep);
		if (!this.isDirty) return true;
		// What two texts began from stays with this one until somebody chooses, or it would win unseen the next time.
		const { base, version } = this.conflict
			? { ...this.conflict, version: -1 }
			: { base: this.#base, version: this.version };
		return this.#device.keep({ draft: this.#draft, base, version, at: Date.now() });
	}

	/** Takes up what this device still holds of this text. To be called once, in the browser. */
	recover(): void {
		for (const copy of this.#device.find(Date.now())) {
			this.#device.adopt(copy);
			if (!isSame(copy.draft, this.#draft) && !this.#takeUp(copy)) return;
		}
		if (!this.isDirty) this.#device.forget();
	}

	/** What the server has now: put on the screen when nothing is being typed here. */
	follow(slot: Slot): void {
		this.gather();
		if (this.isDirty || this.conflict) return;
		const isChanged = !isSame(slot.draft, this.#draft);
		this.#rebase(slot);
		if (!isChanged) return;
		this.#draft = slot.draft;
		this.#saved = slot.draft;
		this.replaced += 1;
		this.#tell(slot);
	}

	/** Compares two texts as they stand now. False when nothing is left to choose, and they were joined. */
	compare(): boolean {
		this.gather();
		if (!this.conflict) return false;
		const { base, slot } = this.conflict;
		this.conflict = { base, slot, merge: merge(base, slot.draft, this.#draft) };
		const isOpen = this.conflict.merge.clashes.length > 0;
		if (!isOpen) void this.resolve({});
		return isOpen;
	}

	/** Settles an open conflict, and saves the outcome on the other’s version. */
	resolve(choices: Choices): Promise<boolean> {
		const open = this.conflict;
		if (!open) return this.save();
		this.#rebase(open.slot);
		this.conflict = null;
		this.#status = 'unsaved';
		this.replace((draft) => Object.assign(draft, settle(open.merge, choices)));
		return this.save();
	}

	/** The session is there again, or the network. */
	resume(): Promise<boolean> {
		if (this.#status === 'signed-out' || this.#status === 'offline') this.#status = this.isDirty ? 'unsaved' : 'saved';
		return this.save();
	}

	/** The server does not know who asks any more. */
	lock(): void {
		this.keep();
		if (this.#status !== 'conflict') this.#status = 'signed-out';
	}

	/** What the slot holds now is the text of this screen: a version was restored into it. */
	restart(slot: Slot): void {
		this.#rebase(slot);
		this.#draft = slot.draft;
		this.#saved = slot.draft;
		this.#status = 'saved';
		this.replaced += 1;
		clearTimeout(this.#timers.keep);
		this.#device.forget();
	}

	/** Says what was put on the screen in place of `other`, which one may take back; and then change one’s mind again. */
	offerBack(words: string, other: ArticleDraft, undoWords = 'Revenir en arrière'): void {
		const undo = () => {
			const present = this.#draft;
			this.replace((draft) => Object.assign(draft, other));
			this.offerBack('C’est annulé.', present, 'Rétablir');
		};
		this.notices = [...this.notices, { words, undo, undoWords }];
	}

	dismiss(notice: WritingNotice): void {
		this.notices = this.notices.filter((one) => one !== notice);
	}

	stop(): void {
		clearTimeout(this.#timers.save);
		this.keep();
	}

	#plan(delay: number): void {
		clearTimeout(this.#timers.save);
		this.#timers.save = setTimeout(() => void this.save(), delay);
	}

	async #send(): Promise<boolean> {
		const { agentId, url } = this.#opening;
		const sent = this.#draft;
		if (this.#status !== 'offline') this.#status = 'saving';
		const answer = await ask<{ version: number; updatedAt: string }>(agentId, 'PUT', `${url}/texte`, {
			version: this.version,
			draft: sent
		});
		if (answer.kind === 'done') return this.#taken(sent, answer.body);
		if (answer.kind === 'conflict') return this.#meet((answer.body as { slot: Slot }).slot);
		this.keep();
		if (answer.kind === 'signed-out') this.#status = 'signed-out';
		else if (answer.kind === 'offline') this.#retry();
		else {
			this.#status = 'unsaved';
			this.fault = answer.message;
		}
		return false;
	}

	#taken(sent: ArticleDraft, { version, updatedAt }: { version: number; updatedAt: string }): boolean {
		this.#base = sent;
		this.#saved = sent;
		this.version = version;
		this.updatedAt = updatedAt;
		this.#tries = 0;
		this.gather();
		if (this.isDirty) {
			this.#status = 'unsaved';
			this.keep();
			this.#plan(delays.save);
			return false;
		}
		this.#status = 'saved';
		clearTimeout(this.#timers.keep);
		this.#device.forget();
		return true;
	}

	/** Somebody saved first: what touches other places merges by itself, the rest waits for a choice. */
	#meet(slot: Slot): Promise<boolean> | boolean {
		this.gather();
		const merged = merge(this.#base, slot.draft, this.#draft);
		if (merged.clashes.length > 0) {
			this.#open({ base: this.#base, slot, merge: merged });
			return false;
		}
		const isChanged = !isSame(slot.draft, this.#base);
		this.#rebase(slot);
		if (isChanged) {
			this.#draft = settle(merged, {});
			this.replaced += 1;
			this.#tell(slot);
		}
		return this.#send();
	}

	#open(conflict: OpenConflict): void {
		this.conflict = conflict;
		this.#status = 'conflict';
		this.keep();
	}

	/** A text found on this device: put on the screen, or opened as a conflict when others wrote the same places. */
	#takeUp(copy: FoundCopy): boolean {
		const server = this.#draft;
		const base = copy.base ?? (copy.version === this.version ? server : null);
		const merged = merge(base, server, copy.draft);
		if (merged.clashes.length > 0) {
			this.#draft = copy.draft;
			this.replaced += 1;
			this.#open({ base, slot: { ...this.#opening.slot, draft: server }, merge: merged });
			return false;
		}
		this.replace((draft) => Object.assign(draft, settle(merged, {})));
		this.offerBack('Texte retrouvé sur cet appareil.', server, 'L’écarter');
		return true;
	}

	#retry(): void {
		this.#status = 'offline';
		this.#plan(delays.retry[Math.min(this.#tries, delays.retry.length - 1)]!);
		this.#tries += 1;
	}

	#rebase(slot: Slot): void {
		this.#base = slot.draft;
		this.version = slot.version;
		this.updatedAt = slot.updatedAt;
	}

	#tell(slot: Slot): void {
		const words = takenWords(slot, this.#opening.agentId);
		this.notices = [...this.notices.filter((notice) => notice.words !== words), { words }];
	}
}

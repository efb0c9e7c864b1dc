import type { Instant } from '#kernel/dates.ts';
import type { SavingStatus } from '../../saving.ts';
import { ask } from '../../articles/[id]/asking.ts';
import { Device, type Shelf } from '../../articles/[id]/copies.ts';
import type { Draft } from './draft.ts';
import { isSame, join, settle, type Choices, type Joined } from './joining.ts';
import { Past } from './past.ts';

/** What the server holds of the issue. */
export type Kept = { draft: Draft; version: number; savedAt: Instant | null };

/** Two compositions of the same places, until somebody chooses. */
export type OpenConflict = { base: Draft | null; kept: Kept; joined: Joined };

export type Opening = { id: string; kept: Kept; agentId: string; shelf?: Shelf | undefined; url: string };

/** Milliseconds: from the last change to the server, to this device, and between tries without a network. */
const delays = { save: 700, keep: 200, retry: [2_000, 4_000, 8_000, 15_000, 30_000] };

/**
 * One issue as this tab composes it. It changes only through `change`, can be taken back as far as it was opened, is kept
 * on this device at once and on the server soon after. Nothing is thrown away: what the server cannot take stays here, and
 * what somebody else composed meanwhile is joined or shown.
 */
export class Composing {
	draft: Draft = $state.raw()!;
	status = $state<SavingStatus>('saved');
	savedAt = $state<Instant | null>(null);
	/** Of the issue, as this tab last had it. */
	version = $state(0);
	/** A sentence of the server about what it refuses to keep; empty when nothing is wrong. */
	fault = $state('');
	/** What happened by itself or was just done, read aloud and shown for a while. */
	said = $state.raw<{ words: string; canUndo: boolean }>({ words: '', canUndo: false });
	conflict = $state.raw<OpenConflict | null>(null);
	/** Grows when the draft was replaced by something else than typing: editors that hold their own state follow it. */
	replaced = $state(0);
	canUndo = $state(false);
	canRedo = $state(false);

	#past = new Past<Draft>();
	#base: Draft;
	#saved: Draft;
	#device: Device<Draft>;
	#opening: Opening;
	#tries = 0;
	#sending: Promise<boolean> | null = null;
	#timers: { save?: ReturnType<typeof setTimeout>; keep?: ReturnType<typeof setTimeout> } = {};

	constructor(opening: Opening) {
		const { kept, agentId, shelf, id } = opening;
		this.#opening = opening;
		this.draft = kept.draft;
		this.#base = kept.draft;
		this.#saved = kept.draft;
		this.version = kept.version;
		this.savedAt = kept.savedAt;
		this.#device = new Device<Draft>(shelf, id, agentId);
	}

	/** Whether the server lacks something of this screen. */
	get isDirty(): boolean {
		return this.draft !== this.#saved;
	}

	/** Whether closing the tab now would lose something. */
	get isAtRisk(): boolean {
		return !this.keep();
	}

	/** Does one thing. `words` name it when it is taken back; `key` is the field when it is typed in. */
	change(next: Draft, words: string, key: string | null = null): void {
		if (next === this.draft) return;
		this.#past.record(this.draft, words, key, Date.now());
		this.#put(next);
	}

	/** As `change`, and says so to who sees it and to who hears it. */
	act(next: Draft, words: string, canUndo = true): void {
		this.change(next, words);
		this.tell(words, canUndo);
	}

	tell(words: string, canUndo = false): void {
		this.said = { words, canUndo };
	}

	undo(): void {
		this.#go(this.#past.undo(this.draft), 'Annulé');
	}

	redo(): void {
		this.#go(this.#past.redo(this.draft), 'Rétabli');
	}

	/** Sends what the server lacks. True once it has everything. */
	async save(): Promise<boolean> {
		clearTimeout(this.#timers.save);
		while (this.#sending) await this.#sending;
		if (!this.isDirty) return this.status !== 'conflict';
		if (this.conflict) return false;
		this.#sending = this.#send().finally(() => (this.#sending = null));
		return (await this.#sending) || (this.isDirty && this.status === 'unsaved' && !this.fault ? this.save() : false);
	}

	/** Keeps a copy on this device. False when the browser gives no room for it. */
	keep(): boolean {
		clearTimeout(this.#timers.keep);
		if (!this.isDirty) return true;
		const { base, version } = this.conflict
			? { ...this.conflict, version: -1 }
			: { base: this.#base, version: this.version };
		return this.#device.keep({ draft: this.draft, base, version, at: Date.now() });
	}

	/** Takes up what this device still holds of this issue. To be called once, in the browser. */
	recover(): void {
		const [copy, ...others] = this.#device.find(Date.now()).toReversed();
		for (const other of others) this.#device.adopt(other);
		if (!copy) return;
		this.#device.adopt(copy);
		if (isSame(copy.draft, this.draft)) return this.#device.forget();
		const base = copy.base ?? (copy.version === this.version ? this.draft : null);
		const joined = join(base, this.draft, copy.draft);
		const kept = { draft: this.draft, version: this.version, savedAt: this.savedAt };
		if (joined.clashes.length === 0) return this.act(settle(joined, {}), 'Composition retrouvée sur cet appareil');
		this.draft = copy.draft;
		this.#open({ base, kept, joined });
	}

	/** Settles an open conflict, and saves the outcome on the other’s version. */
	resolve(choices: Choices): Promise<boolean> {
		const open = this.conflict;
		if (!open) return this.save();
		// What was done here since it opened is mine too.
		const joined = join(open.base, open.kept.draft, this.draft);
		this.#rebase(open.kept);
		this.conflict = null;
		this.status = 'unsaved';
		this.#replace(settle(joined, choices));
		return this.save();
	}

	/** What the server has now, when something else than this page changed it. */
	follow(kept: Kept): void {
		if (this.isDirty || this.conflict || kept.version <= this.version) return;
		this.#rebase(kept);
		if (!isSame(kept.draft, this.draft)) this.#replace(kept.draft);
		this.#saved = this.draft;
		this.status = 'saved';
		clearTimeout(this.#timers.save);
	}

	/** The session is there again, or the network. */
	resume(): Promise<boolean> {
		if (this.status === 'signed-out' || this.status === 'offline') this.status = this.isDirty ? 'unsaved' : 'saved';
		return this.save();
	}

	stop(): void {
		clearTimeout(this.#timers.save);
		this.keep();
	}

	#put(next: Draft): void {
		this.draft = next;
		this.canUndo = this.#past.canUndo;
		this.canRedo = this.#past.canRedo;
		this.fault = '';
		if (this.status === 'saved' || this.status === 'saving') this.status = 'unsaved';
		clearTimeout(this.#timers.keep);
		this.#timers.keep = setTimeout(() => this.keep(), delays.keep);
		if (this.status === 'unsaved') this.#plan(delays.save);
	}

	#replace(next: Draft): void {
		this.#past.forget();
		this.#put(next);
		this.replaced += 1;
	}

	#go(step: { state: Draft; words: string } | undefined, what: string): void {
		if (!step) return this.tell(what === 'Annulé' ? 'Rien à annuler.' : 'Rien à rétablir.');
		this.#put(step.state);
		this.replaced += 1;
		this.tell(`${what} : ${step.words.replace(/^./, (first) => first.toLowerCase())}`);
	}

	#plan(delay: number): void {
		clearTimeout(this.#timers.save);
		this.#timers.save = setTimeout(() => void this.save(), delay);
	}

	async #send(): Promise<boolean> {
		const { agentId, url } = this.#opening;
		const sent = this.draft;
		if (this.status !== 'offline') this.status = 'saving';
		const body = { version: this.version, draft: sent };
		const answer = await ask<Kept>(agentId, 'PUT', `${url}/composition`, body);
		if (answer.kind === 'done') return this.#taken(sent, answer.body);
		if (answer.kind === 'conflict') return this.#meet((answer.body as { kept: Kept }).kept);
		this.keep();
		if (answer.kind === 'signed-out') this.status = 'signed-out';
		else if (answer.kind === 'offline') this.#retry();
		else {
			this.status = 'unsaved';
			this.fault = answer.message;
		}
		return false;
	}

	#taken(sent: Draft, kept: Kept): boolean {
		this.#rebase(kept);
		this.#saved = sent;
		this.#tries = 0;
		this.status = this.isDirty ? 'unsaved' : 'saved';
		if (this.isDirty) this.#plan(delays.save);
		else this.#device.forget();
		return !this.isDirty;
	}

	/** Somebody saved first: what touches other places joins by itself, the rest waits for a choice. */
	#meet(kept: Kept): Promise<boolean> | boolean {
		const joined = join(this.#base, kept.draft, this.draft);
		if (joined.clashes.length > 0) {
			this.#open({ base: this.#base, kept, joined });
			return false;
		}
		const isChanged = !isSame(kept.draft, this.#base);
		this.#rebase(kept);
		if (isChanged) {
			this.#replace(settle(joined, {}));
			this.tell('Quelqu’un d’autre a composé ce numéro : ses changements sont repris.');
		}
		return this.#send();
	}

	#open(conflict: OpenConflict): void {
		this.conflict = conflict;
		this.status = 'conflict';
		this.replaced += 1;
		this.keep();
	}

	#rebase(kept: Kept): void {
		this.#base = kept.draft;
		this.version = kept.version;
		this.savedAt = kept.savedAt;
	}

	#retry(): void {
		this.status = 'offline';
		this.#plan(delays.retry[Math.min(this.#tries, delays.retry.length - 1)]!);
		this.#tries += 1;
	}
}

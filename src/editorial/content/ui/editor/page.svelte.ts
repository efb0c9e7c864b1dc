import { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { NodeSelection } from '@tiptap/pm/state';
import { tick } from 'svelte';
import type { Media } from '#foundation/media/index.ts';
import type { Address, Doc } from '../../document.ts';
import { findOffers, type Offer } from './catalogue.ts';
import type { Desk, Named, PicturePlace } from './desk.ts';
import { extensions } from './extensions.ts';
import { placeOf, settlePending } from './inserting.ts';
import { marginLabel } from './for-whom.ts';
import { replaceDoc } from './replacing.ts';
import { fileOf, PastedPictures } from './pasted-pictures.ts';
import type { Slash } from './slash.ts';
import { specification, toDoc } from './specification.ts';
import { atRest, statusOf, type Status } from './status.ts';

/** What a dialog is open for. */
export type Asked =
	| { kind: 'link' }
	| { kind: 'language' }
	| { kind: 'address' }
	| { kind: 'pictures'; files: File[]; alt?: string; place: PicturePlace }
	| { kind: 'description'; pos: number }
	| { kind: 'file'; files: File[]; place: { at: number } };

/** The page around the text: what is asked, said and known, and the editor itself once it stands on the page. */
export class Page {
	editor = $state.raw<Editor>();
	asked = $state.raw<Asked>();
	/** Sentences to show above the text until they are dismissed, and the one to read aloud. */
	told = $state<string[]>([]);
	said = $state('');
	status = $state.raw<Status>(atRest);
	offers = $state.raw<{ list: Offer[]; at: number; on: number }>();
	/** Counts what changed in the text, for what is drawn beside it. */
	drawn = $state(0);

	// Read by plain DOM, which is told by itself.
	/* eslint-disable svelte/prefer-svelte-reactivity */
	private readonly library = new Map<string, Media>();
	private readonly pasted = new PastedPictures();
	private readonly watchers = new Set<() => void>();
	/* eslint-enable svelte/prefer-svelte-reactivity */
	private readonly structures: () => Named[];
	private readonly leave: (backwards: boolean) => void;
	private readonly onchange: (doc: Doc) => void;
	private changeTimer: ReturnType<typeof setTimeout> | undefined;
	private frame = 0;

	constructor(structures: () => Named[], leave: (backwards: boolean) => void, onchange: (doc: Doc) => void) {
		this.structures = structures;
		this.leave = leave;
		this.onchange = onchange;
	}

	open(element: HTMLElement, doc: Doc, label: string): () => void {
		const editor = new Editor({
			element,
			injectCSS: false,
			schemaSpec: specification,
			extensions: extensions(this.desk, this.slash),
			enableCoreExtensions: { delete: false, textDirection: false },
			content: doc,
			editorProps: {
				attributes: { class: 'prose', 'aria-label': label, 'aria-multiline': 'true', lang: 'fr', spellcheck: 'true' }
			},
			onUpdate: () => this.changeLater(),
			onBlur: () => this.flush(),
			onTransaction: () => this.refreshLater()
		});
		this.editor = editor;
		this.refreshLater();
		const flush = () => this.flush();
		addEventListener('pagehide', flush, { capture: true });
		return () => {
			removeEventListener('pagehide', flush, { capture: true });
			this.flush();
			cancelAnimationFrame(this.frame);
			editor.destroy();
			this.editor = undefined;
		};
	}

	/** Told once, after a pause: a text is not written out at each key. */
	private changeLater(): void {
		clearTimeout(this.changeTimer);
		this.changeTimer = setTimeout(() => this.changeNow(), 150);
	}

	/** What is not told yet is told now: whoever leaves does not wait for a pause. */
	private flush(): void {
		if (this.changeTimer) this.changeNow();
	}

	private changeNow(): void {
		clearTimeout(this.changeTimer);
		this.changeTimer = undefined;
		if (this.editor) this.onchange(toDoc(this.editor.state.doc));
	}

	private refreshLater(): void {
		cancelAnimationFrame(this.frame);
		this.frame = requestAnimationFrame(() => {
			if (!this.editor) return;
			const status = statusOf(this.editor);
			const [before, who] = [this.status, status].map(({ address }) => (address ? this.nameOf(address) : ''));
			if (before !== who) this.announce(who ? `Passage réservé\u00a0: ${who}` : 'Passage pour tous');
			this.status = status;
			this.drawn += 1;
		});
	}

	private readonly nameOf = (address: Address) => marginLabel(address, this.structures());

	doc(): Doc | undefined {
		return this.editor && toDoc(this.editor.state.doc);
	}

	/** Another text in place of this one, as a step of its own that can be undone. */
	replace(doc: Doc): void {
		if (!this.editor) return;
		const { view, schema, state } = this.editor;
		const tr = replaceDoc(state, schema.nodeFromJSON(doc));
		if (tr) view.dispatch(closeHistory(tr));
		view.dispatch(closeHistory(view.state.tr));
	}

	learn(media: Iterable<Media>): void {
		let isNew = false;
		for (const each of media) {
			isNew ||= this.library.get(each.id) !== each;
			this.library.set(each.id, each);
		}
		if (isNew) for (const changed of this.watchers) changed();
	}

	media = (id: string): Media | undefined => this.library.get(id);

	/** The dialog is done: what it leaves is the next pasted picture to describe, else the text. */
	close(): void {
		this.asked = undefined;
		// Once the dialog is off the page: until then nothing else takes the keyboard.
		if (!this.askNextPasted()) void tick().then(() => this.editor?.view.focus());
	}

	/** The first pasted picture that waits to be described. */
	private askNextPasted(): boolean {
		const next = this.editor && this.pasted.next(this.editor.state.doc);
		if (next) this.asked = { kind: 'pictures', files: [fileOf(next.src)], alt: next.alt, place: { pending: next.id } };
		return next !== undefined;
	}

	/** A pasted picture that nobody described does not stay. */
	forget(place: PicturePlace): void {
		if ('pending' in place && this.editor) settlePending(this.editor.view, place.pending, undefined);
	}

	readonly desk: Desk = {
		structures: () => this.structures(),
		media: this.media,
		preview: (id) => this.pasted.src(id),
		onMedia: (changed) => {
			this.watchers.add(changed);
			return () => void this.watchers.delete(changed);
		},
		askLink: () => void (this.asked = { kind: 'link' }),
		askLanguage: () => void (this.asked = { kind: 'language' }),
		askAddress: () => void (this.asked = { kind: 'address' }),
		askPictures: (files, place) => void (this.asked = { kind: 'pictures', files, place }),
		askPicture: (place) => void (this.asked = { kind: 'pictures', files: [], place }),
		askPasted: (pictures) => {
			this.pasted.add(pictures);
			// After the paste itself, when each has its place in the text.
			setTimeout(() => this.asked ?? this.askNextPasted());
		},
		askDescription: (pos) => void (this.asked = { kind: 'description', pos }),
		askFile: (files, place) => void (this.asked = { kind: 'file', files, place }),
		leave: (backwards) => this.leave(backwards),
		announce: (sentence) => this.announce(sentence),
		tell: (sentence) => {
			if (!this.told.includes(sentence)) this.told.push(sentence);
		}
	};

	/** The same sentence twice is read twice. */
	announce(sentence: string): void {
		this.said = this.said === sentence ? `${sentence}\u00a0` : sentence;
	}

	dismiss(sentence: string): void {
		this.told = this.told.filter((each) => each !== sentence);
		this.editor?.view.focus();
	}

	put(offer: Offer): void {
		if (!this.editor) return;
		const open = this.offers;
		this.offers = undefined;
		if (open) {
			const { state, view } = this.editor;
			view.dispatch(state.tr.delete(open.at, state.selection.from));
		}
		offer.put(this.editor, this.desk);
	}

	private readonly slash: Slash = {
		change: (query, at) => {
			const list = query === undefined ? [] : findOffers(query);
			const isSame = this.offers?.list.length === list.length && this.offers.at === at;
			this.offers = list.length === 0 ? undefined : { list, at, on: isSame ? this.offers!.on : 0 };
		},
		move: (by) => {
			if (!this.offers) return;
			const { list, on } = this.offers;
			this.offers = { ...this.offers, on: (on + by + list.length) % list.length };
		},
		choose: () => {
			const offer = this.offers?.list[this.offers.on];
			if (offer) this.put(offer);
			return offer !== undefined;
		}
	};

	/** Where a picture would go now. */
	place(): number {
		return this.editor ? placeOf(this.editor.state) : 0;
	}

	select(pos: number): void {
		if (!this.editor) return;
		const { view } = this.editor;
		view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
	}
}

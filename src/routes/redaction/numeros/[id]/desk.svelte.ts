import { tick } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import {
	defaultForm,
	type Issue,
	type IssueBlock,
	type ProofState,
	type Publication
} from '#editions/publications/index.ts';
import type { NamedStructure } from '#foundation/structures/ui/known.ts';
import { newId } from '#kernel/ids.ts';
import { addDays } from '#kernel/days.ts';
import {
	addBlock,
	carries,
	changeBlock,
	inOrder,
	moveBlock,
	newBlock,
	placeBlock,
	removeBlock,
	toggleVoice
} from './blocks.ts';
import type { Composing } from './composing.svelte.ts';
import type { ReadyArticle } from '#editorial/articles/index.ts';
import { titleOf } from './names.ts';

type Setting = {
	composing: Composing;
	publication: Publication;
	/** Those that carry the title, in the order of the trait. */
	structures: NamedStructure[];
	articles: ReadyArticle[];
};

const ranks = (at: number, of: number) => `${at === 0 ? '1re' : `${at + 1}e`} place sur ${of}`;

/** What can be done on this page, in one place: each verb changes the composition and says what it did. */
export class Desk {
	readonly composing: Composing;
	readonly publication: Publication;
	readonly structures: NamedStructure[];
	articles: SvelteMap<string, ReadyArticle>;
	/** The structure whose version is composed; null: what they share. */
	voice = $state<string | null>(null);
	/** As the server last said, of which version. */
	proof = $state.raw<{ state: ProofState; version: number }>({ state: 'none', version: 0 });
	/** The structure whose letter is shown. */
	shown = $state('');
	/** The block that is open: what is added goes after it. */
	opened = $state<string | null>(null);

	constructor({ composing, publication, structures, articles }: Setting) {
		this.composing = composing;
		this.publication = publication;
		this.structures = structures;
		this.articles = new SvelteMap(articles.map((one) => [one.id, one]));
		this.shown = structures[0]?.id ?? '';
	}

	get draft() {
		return this.composing.draft;
	}

	/** Where the proof stands: what changed since it was asked for takes it back. */
	get proofState(): ProofState {
		const { state, version } = this.proof;
		return this.composing.isDirty || this.composing.version !== version ? 'none' : state;
	}

	/** Letters that are being read, or were approved, stand still until the issue is taken back. */
	get isLocked(): boolean {
		return this.proofState === 'submitted' || this.proofState === 'approved';
	}

	/** What the centre lists. */
	get blocks(): IssueBlock[] {
		return inOrder(this.draft, this.voice);
	}

	nameOf = (block: IssueBlock): string => titleOf(block, this.articles, this.voice);
	structureOf = (id: string): NamedStructure | undefined => this.structures.find((one) => one.id === id);
	/** Whether an article stands in the issue. */
	has = (articleId: string): boolean =>
		this.draft.blocks.some((block) => block.kind === 'article' && block.articleId === articleId);

	compose(voice: string | null): void {
		this.voice = voice;
		if (voice) this.shown = voice;
	}

	addArticle(article: ReadyArticle, at?: number): void {
		if (this.has(article.id)) return this.composing.tell('Cet article est déjà dans le numéro.');
		this.articles.set(article.id, article);
		const isFirst = !this.draft.blocks.some(({ kind }) => kind === 'article');
		const speaking = this.publication.voices.filter((voice) => article.voices.includes(voice));
		const voices = speaking.length === this.publication.voices.length ? [] : speaking;
		this.#add({ id: newId(), kind: 'article', articleId: article.id, form: defaultForm(isFirst ? 0 : 1), voices }, at);
	}

	addOwn(kind: Parameters<typeof newBlock>[0]): string {
		const block = newBlock(kind, [this.draft.date, addDays(this.draft.date, 14)]);
		this.#add(block);
		this.opened = block.id;
		return block.id;
	}

	addTribune(group: string): void {
		const body = { type: 'doc' as const, content: [{ type: 'paragraph' as const }] };
		const own = { id: newId(), voices: [], title: '', body, signature: '', depositedOn: null };
		this.#add({ ...own, kind: 'tribune', group });
	}

	change(id: string, change: Partial<IssueBlock>, words: string, key: string | null = null): void {
		this.composing.change(changeBlock(this.draft, id, change), words, key && `${id}/${key}`);
	}

	remove(block: IssueBlock): void {
		const order = this.blocks;
		const next = order[order.indexOf(block) + 1] ?? order[order.indexOf(block) - 1];
		this.composing.act(removeBlock(this.draft, block.id), `« ${this.nameOf(block)} » retiré`);
		if (this.opened === block.id) this.opened = null;
		void this.#focus(next ? `bloc-${next.id}` : 'ajouter');
	}

	move(block: IssueBlock, step: -1 | 1): void {
		const next = moveBlock(this.draft, block.id, step, this.voice);
		if (next === this.draft)
			return this.composing.tell(step < 0 ? 'Déjà en tête du numéro.' : 'Déjà à la fin du numéro.');
		this.#moved(block, next);
	}

	place(block: IssueBlock, to: number): void {
		this.#moved(block, placeBlock(this.draft, block.id, to, this.voice));
	}

	toggle(block: IssueBlock, structureId: string): void {
		const name = this.structureOf(structureId)?.shortName ?? '';
		const next = toggleVoice(this.draft, block.id, structureId, this.publication.voices);
		const title = `« ${this.nameOf(block)} »`;
		if (next === this.draft) return this.composing.tell(`Une structure au moins porte ${title} : retirez-le plutôt.`);
		const isCarried = carries(
			next.blocks.find(({ id }) => id === block.id)!,
			structureId
		);
		this.composing.act(next, `${name} ${isCarried ? 'porte' : 'ne porte pas'} ${title}`);
	}

	/** Writes a field of the issue, and says where it is when it is taken back. */
	write<Name extends keyof Issue & keyof typeof this.draft>(name: Name, value: Issue[Name], words: string): void {
		this.composing.change({ ...this.draft, [name]: value }, words, name);
	}

	#add(block: IssueBlock, at?: number): void {
		let next = addBlock(this.draft, block, this.opened);
		if (at !== undefined) next = placeBlock(next, block.id, at, this.voice);
		const order = inOrder(next, this.voice);
		const rank = order.findIndex(({ id }) => id === block.id);
		const where = rank < 0 ? '' : `, ${ranks(rank, order.length)}`;
		this.composing.act(next, `« ${this.nameOf(block)} » ajouté${where}`);
	}

	/** What is moved in the page loses the keyboard: it is given back. */
	#moved(block: IssueBlock, next: typeof this.draft): void {
		if (next === this.draft) return;
		const held = document.activeElement;
		const order = inOrder(next, this.voice);
		const rank = order.findIndex(({ id }) => id === block.id);
		const whose = this.voice ? ` pour ${this.structureOf(this.voice)?.shortName}` : '';
		this.composing.act(next, `« ${this.nameOf(block)} » : ${ranks(rank, order.length)}${whose}`);
		void tick().then(() => held instanceof HTMLElement && held.isConnected && held.focus());
	}

	async #focus(id: string): Promise<void> {
		await tick();
		document.getElementById(id)?.focus();
	}
}

import { advise, followed, keyOf, remitAdvice, type Advice, type RemitAdvice } from '#editorial/advice/index.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import { contextOf, keepIgnored, readIgnored, type AdviceData, type Known } from './advised.ts';

/** What is written, as much of it as advice needs. */
type Written = { readonly draft: ArticleDraft; replace(fn: (draft: ArticleDraft) => void): void };

/** The pause after which the text is read again, in milliseconds. */
const pause = 400;

/** Advice on a text while it is written: read again at each pause, without what the writer chose to ignore here. */
export class Advising {
	all = $state.raw<Advice[]>([]);
	remit = $state.raw<RemitAdvice>();
	/** The data has not come yet, or could not. */
	status = $state<'waiting' | 'ready' | 'unreachable'>('waiting');
	ignored = $state.raw<string[]>([]);

	#data: AdviceData | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#written: Written;
	#known: () => Known;

	constructor(written: Written, known: () => Known) {
		this.#written = written;
		this.#known = known;
	}

	/** What is shown: what blocks cannot be ignored. */
	shown = $derived(this.all.filter((advice) => advice.level === 'blocks' || !this.ignored.includes(keyOf(advice))));

	async load(): Promise<void> {
		this.ignored = readIgnored(this.#known().articleId);
		try {
			const response = await fetch(`/redaction/articles/${this.#known().articleId}/conseils`);
			if (!response.ok) throw new Error(response.statusText);
			this.#data = (await response.json()) as AdviceData;
			this.status = 'ready';
			this.read();
		} catch {
			this.status = 'unreachable';
		}
	}

	/** Reads again at the next pause. */
	soon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.read(), pause);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	read(): void {
		const data = this.#data;
		if (!data) return;
		const { draft } = this.#written;
		const known = this.#known();
		const { sections, structures, me } = known;
		const { sectionId } = draft;
		this.all = advise(draft.content, contextOf(draft, data, known));
		const section = sections.find(({ id }) => id === sectionId)?.name ?? '';
		this.remit = remitAdvice({ sectionId }, data.remits, data.own, { structures, section, agentId: me.id });
	}

	/** Puts the proposed words in place of the others. */
	follow(advice: Advice): void {
		this.#written.replace((draft) => {
			draft.content = followed(draft.content, advice);
		});
		this.read();
	}

	/** On this device only: what one person finds right, another may still be told. */
	ignore(advice: Advice): void {
		this.ignored = [...this.ignored, keyOf(advice)];
		keepIgnored(this.#known().articleId, this.ignored);
	}

	/** Shows again what was ignored. */
	recall(): void {
		this.ignored = [];
		keepIgnored(this.#known().articleId, []);
	}
}

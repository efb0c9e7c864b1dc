import type { AdviceContext } from '#editorial/advice/index.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Term } from '#editorial/lexicon/index.ts';
import type { ElectionPeriod } from '#foundation/elections/index.ts';
import type { Remit } from '#foundation/sections/index.ts';
import { dayOf, type Day } from '#kernel/dates.ts';

/** As `…/conseils` sends it. */
export type AdviceData = { lexicon: Term[]; elections: ElectionPeriod[]; remits: Remit[]; day: Day; own: string[] };

/** What the page knows beside the words. */
export type Known = {
	me: { id: string };
	articleId: string;
	plannedAt: string | null;
	media: Record<string, { altText: string; decorative: boolean }>;
	structures: AdviceContext['structures'];
	sections: { id: string; name: string }[];
};

/** A draft with what is known beside its words, for the day on which it is meant to appear. */
export function contextOf(
	{ kind, reach, voices, audience }: ArticleDraft,
	{ lexicon, elections, day }: AdviceData,
	{ media, plannedAt, structures }: Known
): AdviceContext {
	return {
		...{ kind, reach, voices, audience, lexicon, elections, structures },
		day: plannedAt ? dayOf(plannedAt) : day,
		media: new Map(Object.entries(media))
	};
}

const keyIn = (articleId: string) => `unisson.relecture/${articleId}`;

/** Keys of the advice that was ignored in an article, on this device. */
export function readIgnored(articleId: string): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(keyIn(articleId)) ?? '[]');
		return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
	} catch {
		return [];
	}
}

/** A browser that keeps nothing only shows the advice again next time. */
export function keepIgnored(articleId: string, keys: string[]): void {
	try {
		if (keys.length === 0) localStorage.removeItem(keyIn(articleId));
		else localStorage.setItem(keyIn(articleId), JSON.stringify(keys.slice(-200)));
	} catch {
		return;
	}
}

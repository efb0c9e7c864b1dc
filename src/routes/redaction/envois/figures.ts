import type { Counts } from '#distribution/mailings/index.ts';
import { duration } from '#kernel/durations.ts';
import { number } from '#kernel/text.ts';

/** A part of a progress bar: how many letters, and what became of them. */
export type Segment = {
	key: 'sent' | 'back' | 'uncertain' | 'aside' | 'later' | 'left';
	label: string;
	letters: number;
};

/** What became of the letters of a mailing, in the order of its bar: what is done comes first. */
export const segmentsOf = (counts: Counts): Segment[] =>
	(
		[
			{ key: 'sent', label: 'Remises', letters: counts.sent },
			{ key: 'back', label: 'Refusées ou revenues', letters: counts.failed + counts.bounced },
			{ key: 'uncertain', label: 'Incertaines', letters: counts.uncertain },
			{ key: 'aside', label: 'Écartées depuis', letters: counts.skipped },
			{ key: 'later', label: 'Nouvel essai prévu', letters: counts.deferred },
			{ key: 'left', label: 'À envoyer', letters: counts.pending + counts.sending }
		] as const
	).filter(({ key, letters }) => letters > 0 || key === 'sent');

/** Letters with which nothing more is to be done. */
export const doneOf = ({ sent, failed, bounced, uncertain, skipped }: Counts): number =>
	sent + failed + bounced + uncertain + skipped;

/** "42 %": never a hundred before the end, never nothing once it has begun. */
export function shareOf(done: number, total: number): string {
	if (total === 0) return '0\u00a0%';
	const share = Math.round((done / total) * 100);
	return `${done < total ? Math.min(share, 99) : 100}\u00a0%`;
}

/** "moins d’une minute", "environ 9 min". Seconds. */
export const lasting = (seconds: number): string =>
	seconds < 60 ? 'moins d’une minute' : `environ ${duration(Math.round(seconds / 60) * 60_000)}`;

/** "9,8 lettres par seconde", "30 lettres par minute": whichever reads as a whole number of letters. */
export function rateOf(perSecond: number): string {
	const rounded = perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
	if (rounded >= 2) return `${number(rounded)} lettres par seconde`;
	return `${number(Math.round(perSecond * 60))} lettres par minute`;
}

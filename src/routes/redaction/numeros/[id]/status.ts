import { clockTime, dayOf, shortDay, type Instant } from '#kernel/dates.ts';
import type { Composing } from './composing.svelte.ts';

/** Where the composition stands, in a few words: "Enregistré à 14 h 32". */
export function statusWords({ status, savedAt, fault }: Composing, now: Instant): string {
	if (fault) return 'Non enregistré';
	switch (status) {
		case 'saving':
			return 'Enregistrement…';
		case 'unsaved':
			return 'Enregistrement dans un instant';
		case 'offline':
			return 'Hors ligne : gardé sur cet appareil';
		case 'signed-out':
			return 'Session expirée : gardé sur cet appareil';
		case 'conflict':
			return 'Deux compositions à départager';
		case 'saved':
			if (!savedAt) return 'Enregistré';
			return dayOf(savedAt) === dayOf(now)
				? `Enregistré à ${clockTime(savedAt)}`
				: `Enregistré ${shortDay(savedAt)}, ${clockTime(savedAt)}`;
	}
}

/** What is read aloud: only what one must know, not every saving. */
export const spokenStatus = ({ status, fault }: Composing): string => {
	if (fault) return fault;
	if (status === 'offline') return 'Hors ligne. La composition est gardée sur cet appareil.';
	if (status === 'signed-out') return 'Votre session a expiré. La composition est gardée sur cet appareil.';
	return status === 'conflict' ? 'Quelqu’un a composé au même endroit : deux compositions sont à départager.' : '';
};

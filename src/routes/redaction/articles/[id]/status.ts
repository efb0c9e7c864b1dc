import { ago } from '#kernel/dates.ts';
import type { Writing } from './writing.svelte.ts';

/** Where the text stands, in a few words: "Enregistré à l’instant". */
export function statusWords({ status, updatedAt, fault }: Writing, now: string): string {
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
			return 'Deux textes à départager';
		case 'saved':
			return updatedAt ? `Enregistré ${ago(updatedAt, now)}` : 'Enregistré';
	}
}

/** What is read aloud: only what a writer must know, not every saving. */
export const spokenStatus = ({ status, fault }: Writing): string => {
	if (fault) return fault;
	if (status === 'offline') return 'Hors ligne. Ce que vous écrivez est gardé sur cet appareil.';
	return status === 'conflict' ? 'Quelqu’un a écrit au même endroit : deux textes sont à départager.' : '';
};

/** Where what is written stands. */
export type SavingStatus = 'saved' | 'saving' | 'unsaved' | 'offline' | 'signed-out' | 'conflict';

type Saving = { status: SavingStatus; fault: string };

/** What an editor says in its own words: how long ago it was saved, and what is to be told apart. */
type Own = { saved: string; conflict: string };

/** Where what is written stands, in a few words. */
export function savingWords({ status, fault }: Saving, own: Own): string {
	if (fault) return 'Non enregistré';
	const words: Record<SavingStatus, string> = {
		saving: 'Enregistrement…',
		unsaved: 'Enregistrement dans un instant',
		offline: 'Hors ligne : gardé sur cet appareil',
		'signed-out': 'Session expirée : gardé sur cet appareil',
		...own
	};
	return words[status];
}

/** What is read aloud: only what one must know, not every saving. `conflict`: what is to be told apart. */
export function spokenSaving({ status, fault }: Saving, conflict: string): string {
	if (fault) return fault;
	if (status === 'offline') return 'Hors ligne. Ce que vous faites est gardé sur cet appareil.';
	if (status === 'signed-out') return 'Votre session a expiré. Ce que vous faites est gardé sur cet appareil.';
	return status === 'conflict' ? conflict : '';
}

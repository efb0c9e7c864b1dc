import type { DeliveryState } from '#distribution/mailings/index.ts';
import { providerLabels } from '#distribution/mailings/index.ts';

/** Groups of states as one looks for them: those of the bar, each with its words. */
export const groups: Record<string, { label: string; states: DeliveryState[] }> = {
	sent: { label: 'Remises', states: ['sent'] },
	back: { label: 'Refusées ou revenues', states: ['failed', 'bounced'] },
	uncertain: { label: 'Incertaines', states: ['uncertain'] },
	later: { label: 'Nouvel essai prévu', states: ['deferred'] },
	left: { label: 'À envoyer', states: ['pending', 'sending'] },
	aside: { label: 'Écartées depuis', states: ['skipped'] }
};

/** What an address asks for; empty when all are wanted. What cannot be read counts as not said. */
export type Asked = { text: string; group: string; provider: string };

export function readAsked(params: URLSearchParams): Asked {
	const said = (name: string) => params.get(name) ?? '';
	return {
		text: said('q').slice(0, 100),
		group: said('etat') in groups ? said('etat') : '',
		provider: said('boites') in providerLabels ? said('boites') : ''
	};
}

export function addressOf(id: string, { text, group, provider }: Asked, page: number): string {
	const said = { q: text, etat: group, boites: provider, page: page > 1 ? String(page) : '' };
	return `/redaction/envois/${id}/destinataires?${new URLSearchParams(Object.entries(said).filter(([, value]) => value))}`;
}

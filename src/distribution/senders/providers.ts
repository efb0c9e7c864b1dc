import type { Facts, SenderRoute } from './facts.server.ts';
import { alignmentOf } from './authentication.ts';
import type { Check, CheckCode, ProviderDemand } from './sender.ts';

/** What the mailboxes of residents ask of who writes to many, and whether it is met (their own pages, 2024-2026). */
export function demandsOf(route: SenderRoute, facts: Facts, checks: Check[]): ProviderDemand[] {
	const stateOf = (code: CheckCode): boolean | null => {
		const verdict = checks.find((one) => one.code === code)?.verdict ?? 'unknown';
		return verdict === 'unknown' ? null : verdict !== 'bad';
	};
	const aligned = alignmentOf(route, facts);
	const spf = stateOf('spf');
	const dkim = stateOf('dkim');
	const dmarc = stateOf('dmarc');
	const alignment = stateOf('alignment');
	const ptr = checks.find(({ code }) => code === 'ptr')?.verdict;
	const hasName = ptr === 'unknown' ? null : ptr === 'good';
	return [
		{
			provider: 'Gmail',
			asks: 'SPF, DKIM, DMARC et alignement, nom inverse, désabonnement en un clic au-delà de 5 000 messages par jour, comptés pour tout le domaine ; moins de 0,3 % de plaintes.',
			isMet: both(spf, dkim, dmarc, alignment, hasName)
		},
		{
			provider: 'Outlook.com, Hotmail',
			asks: 'SPF et DKIM, DMARC aligné, au-delà de 5 000 messages par jour ; sinon refus (550 5.7.515).',
			isMet: both(spf, dkim, dmarc, alignment)
		},
		{
			provider: 'Orange, Wanadoo',
			asks: 'SPF, DKIM et DMARC ensemble, nom inverse, adresse fixe ; deux connexions à la fois, cent messages par connexion.',
			isMet: both(spf, dkim, dmarc, hasName)
		},
		{
			provider: 'La Poste',
			asks: 'SPF ou DKIM, aligné avec l’expéditeur.',
			isMet: either(aligned.spf ? spf : false, aligned.dkim ? dkim : route.dkim ? false : null)
		}
	];
}

const both = (...parts: (boolean | null)[]): boolean | null =>
	parts.includes(false) ? false : parts.includes(null) ? null : true;

const either = (...parts: (boolean | null)[]): boolean | null =>
	parts.includes(true) ? true : parts.includes(null) ? null : false;

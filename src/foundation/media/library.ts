import type { Day } from '#kernel/dates.ts';
import { fold } from '#kernel/text.ts';
import { byPerson, consentState, isRenewed, type Consent } from './consents.ts';
import type { Media } from './media.ts';

/** What the library can be narrowed to, as its addresses and its list of choices say it. */
export const libraryStates = {
	'sans-credit': 'Sans crédit',
	'sans-texte': 'Sans texte de remplacement',
	personnes: 'Avec des personnes reconnaissables',
	accords: 'Accord manquant ou qui prend fin',
	inutilisees: 'Jamais montrées',
	retirees: 'Retirées'
} as const;

export type LibraryState = keyof typeof libraryStates;

export const isLibraryState = (text: string | null): text is LibraryState =>
	text !== null && Object.hasOwn(libraryStates, text);

/** Words as they are compared: without accents, capitals or punctuation, so that nothing of them means anything to SQL. */
export const plainWords = (text: string): string =>
	fold(text)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** What a media is found by: its name, its words and the names of those who are on it. */
export const searchTextOf = (
	media: Pick<Media, 'name' | 'altText' | 'caption' | 'credit'>,
	persons: string[] = []
): string => plainWords([media.name, media.altText, media.caption, media.credit, ...persons].join(' '));

export type Flag = { word: string; tone: 'alert' | 'quiet' };

/** What the desk should know of a media at a glance, the gravest first. */
export function flagsOf(media: Media, consents: Consent[], day: Day): Flag[] {
	if (media.withdrawnAt) return [{ word: 'Retirée', tone: 'alert' }];
	const flags: Flag[] = [];
	if (media.hasPeople) flags.push(...consentFlags(consents, day));
	if (media.kind === 'image' && !media.altText && !media.decorative) flags.push({ word: 'Sans texte', tone: 'alert' });
	if (media.kind === 'image' && !media.credit) flags.push({ word: 'Sans crédit', tone: 'quiet' });
	return flags;
}

function consentFlags(consents: Consent[], day: Day): Flag[] {
	const standing = consents.filter((consent) => !isRenewed(consent, consents));
	const states = standing.map((consent) => consentState(consent, day));
	const isHeld = (own: Consent[]) => own.some((one) => ['valid', 'soon'].includes(consentState(one, day)));
	if (consents.length === 0) return [{ word: 'Accord manquant', tone: 'alert' }];
	if (states.includes('ended')) return [{ word: 'Accord terminé', tone: 'alert' }];
	if (!byPerson(consents).every(isHeld)) return [{ word: 'Accord manquant', tone: 'alert' }];
	return states.includes('soon') ? [{ word: 'Accord bientôt terminé', tone: 'quiet' }] : [];
}

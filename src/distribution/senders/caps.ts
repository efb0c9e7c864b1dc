import { Invalid } from '#kernel/errors.ts';

/** Letters that one reader may receive in seven days, unless his structure says otherwise: one a day. */
export const usualWeekly = 7;

/** Beyond this one says that there is no limit. */
export const mostWeekly = 50;

/** What somebody typed: a whole number, or nothing for no limit. Throws `Invalid`. */
export function readCap(text: string): number | null {
	if (text.trim() === '') return null;
	const weekly = Number(text);
	if (Number.isInteger(weekly) && weekly >= 1 && weekly <= mostWeekly) return weekly;
	const message = `Donnez un nombre entier, de 1 à ${mostWeekly}, ou choisissez « sans limite ».`;
	throw new Invalid(message, { weekly: message });
}

import { plainDay, type Day, type Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import { enumerate, fold } from '#kernel/text.ts';
import type { Media } from './media.ts';

/** What somebody may allow his picture for: the ways out of an article, and what anyone reads without signing in. */
export type ConsentUse = 'intranet' | 'public' | 'letter' | 'journal' | 'print' | 'social';

export const consentUseLabels: Record<ConsentUse, string> = {
	intranet: 'Intranet',
	letter: 'Infolettre',
	journal: 'Journal',
	print: 'Affichage',
	public: 'Pages et flux publics',
	social: 'Réseaux sociaux'
};

export const consentUses = Object.keys(consentUseLabels) as ConsentUse[];

/** As they end a sentence: "… pour l’infolettre". */
const useWords: Record<ConsentUse, string> = {
	intranet: 'l’intranet',
	letter: 'l’infolettre',
	journal: 'le journal',
	print: 'l’affichage',
	public: 'les pages et flux publics',
	social: 'les réseaux sociaux'
};

/** What a person allows. Absent dates mean from the beginning and without end. */
export type Consent = {
	id: string;
	mediaId: string;
	person: string;
	agentId: string | null;
	uses: ConsentUse[];
	fromOn: Day | null;
	untilOn: Day | null;
	proof: string;
	createdAt: Instant;
	withdrawnAt: Instant | null;
	withdrawnReason: string;
};

/** The uses that ways out ask for. A feed is read by anyone, and so is all that may travel to the public. */
export function usesOf(outlets: readonly string[], reach: Reach): ConsentUse[] {
	const asked = outlets.map((outlet) => (outlet === 'feed' ? 'public' : outlet));
	return consentUses.filter((use) => asked.includes(use) || (use === 'public' && reach === 'public'));
}

export type ConsentState = 'withdrawn' | 'ended' | 'soon' | 'later' | 'valid';

export const consentStateLabels: Record<ConsentState, string> = {
	withdrawn: 'Retiré',
	ended: 'Terminé',
	soon: 'Bientôt terminé',
	later: 'Pas encore commencé',
	valid: 'En cours'
};

/** Days before its end from which a consent is said to end soon. */
const soonDays = 30;

/** The last day on which what ends is worth a word today. */
export const soonUntil = (day: Day): Day =>
	new Date(Date.parse(`${day}T12:00:00Z`) + soonDays * 86_400_000).toISOString().slice(0, 10);

export function consentState({ withdrawnAt, fromOn, untilOn }: Consent, day: Day): ConsentState {
	if (withdrawnAt !== null) return 'withdrawn';
	if (untilOn !== null && untilOn < day) return 'ended';
	if (fromOn !== null && fromOn > day) return 'later';
	return untilOn !== null && untilOn <= soonUntil(day) ? 'soon' : 'valid';
}

const holdsOn = (consent: Consent, day: Day): boolean => ['valid', 'soon'].includes(consentState(consent, day));

/** The consents of each person, whatever the accents and capitals of the name; in the order in which they were given. */
export function byPerson(consents: Consent[]): Consent[][] {
	return [...Map.groupBy(consents, ({ person }) => fold(person).trim()).values()];
}

/** Which of these uses none of one person's consents allows on that day. */
export const uncovered = (consents: Consent[], uses: ConsentUse[], day: Day): ConsentUse[] =>
	uses.filter((use) => !consents.some((consent) => holdsOn(consent, day) && consent.uses.includes(use)));

/** Whether another consent of the same person goes further than this one, for all that it allowed. */
export const isRenewed = (consent: Consent, all: Consent[]): boolean =>
	consent.untilOn !== null &&
	(byPerson(all)
		.find((own) => own.some(({ id }) => id === consent.id))
		?.some(
			({ id, withdrawnAt, untilOn, uses }) =>
				id !== consent.id &&
				withdrawnAt === null &&
				(untilOn === null || untilOn > consent.untilOn!) &&
				consent.uses.every((use) => uses.includes(use))
		) ??
		false);

/**
 * Why a picture may not be shown by these ways on that day, a sentence each; nothing when it may. Everybody who is
 * recognisable must be registered with a consent for each use: a picture with people of which nobody is registered is
 * covered by nothing.
 */
export function consentFaults(
	media: Pick<Media, 'name' | 'hasPeople' | 'withdrawnAt'>,
	consents: Consent[],
	{ uses, reach, day }: { uses: ConsentUse[]; reach: Reach; day: Day }
): string[] {
	const picture = `« ${media.name} »`;
	if (media.withdrawnAt) return [`L’image ${picture} est retirée : choisissez-en une autre.`];
	if (!media.hasPeople) return [];
	if (consents.length === 0)
		return [`L’image ${picture} montre des personnes reconnaissables : aucun accord n’est enregistré.`];
	const needed = consentUses.filter((use) => uses.includes(use) || (use === 'public' && reach === 'public'));
	return byPerson(consents).flatMap((own) => {
		const missing = uncovered(own, needed, day);
		return missing.length > 0 ? [personFault(own, missing, day, picture)] : [];
	});
}

function personFault(own: Consent[], missing: ConsentUse[], day: Day, picture: string): string {
	const last = own.at(-1)!;
	const where = `pour ${enumerate(missing.map((use) => useWords[use]))}`;
	const given = own.filter(({ uses }) => missing.some((use) => uses.includes(use))).at(-1);
	const state = given && consentState(given, day);
	if (state === 'withdrawn') return `${last.person} a retiré son accord ${where} (image ${picture}).`;
	if (state === 'ended' && given?.untilOn)
		return `L’accord de ${last.person} ${where} a pris fin le ${plainDay(given.untilOn)} (image ${picture}).`;
	if (state === 'later' && given?.fromOn)
		return `L’accord de ${last.person} ${where} ne commence que le ${plainDay(given.fromOn)} (image ${picture}).`;
	return `${last.person} n’a pas donné son accord ${where} (image ${picture}).`;
}

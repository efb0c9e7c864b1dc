import type { Reach } from '#kernel/reach.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Day } from '#kernel/dates.ts';
import { consentUses, type ConsentUse } from './consents.ts';

/** A picture that somebody adds. `bytes` is the file as it came; focal points are 0-100 %, the middle by default. */
export type ImageDraft = {
	bytes: Buffer;
	name: string;
	altText: string;
	decorative?: boolean;
	caption?: string;
	credit?: string;
	focalX?: number;
	focalY?: number;
	/** Whether somebody can be recognised on it. */
	hasPeople?: boolean;
};

/** A file that somebody adds. `reach` is `internal` unless said otherwise. */
export type FileDraft = { bytes: Buffer; name: string; altText?: string; reach?: Reach };

/** What is said of a picture, checked: a text for those who cannot see it, or that it says nothing. */
export type Description = {
	altText: string;
	decorative: boolean;
	caption: string;
	credit: string;
	focalX: number;
	focalY: number;
	hasPeople: boolean;
};

const limits = { altText: 500, caption: 1000, credit: 200 } as const;
const names = { altText: 'Le texte de remplacement', caption: 'La légende', credit: 'Le crédit' } as const;

/**
 * Checks what is said of a picture. Throws `Invalid` with one sentence per field (`altText`, `caption`, `credit`).
 * A decorative picture has no text: what was typed for it would be read to nobody.
 */
export function checkDescription(draft: Omit<ImageDraft, 'bytes' | 'name'>): Description {
	const decorative = draft.decorative ?? false;
	const texts = { altText: line(draft.altText), caption: line(draft.caption), credit: line(draft.credit) };
	const fields: Record<string, string> = {};
	if (!decorative && !texts.altText)
		fields.altText =
			'Décrivez l’image pour les personnes qui ne la voient pas, ou cochez « décorative » si elle n’apporte aucune information.';
	if (decorative && texts.altText)
		fields.altText = 'Une image décorative n’a pas de texte de remplacement : effacez-le, ou décochez « décorative ».';
	for (const name of Object.keys(limits) as (keyof typeof limits)[])
		if (texts[name].length > limits[name])
			fields[name] = `${names[name]} compte ${texts[name].length} signes ; ${limits[name]} au plus.`;
	const [problem] = Object.values(fields);
	if (problem) throw new Invalid(problem, fields);
	const focal = { focalX: percent(draft.focalX), focalY: percent(draft.focalY) };
	return { ...texts, decorative, ...focal, hasPeople: draft.hasPeople ?? false };
}

const line = (text = ''): string =>
	text
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();

const percent = (value = 50): number => (Number.isFinite(value) ? Math.round(Math.min(100, Math.max(0, value))) : 50);

/** What somebody allows, as it is typed in. `proof` is where the signed paper is kept. */
export type ConsentDraft = {
	person: string;
	agentId?: string | null;
	/** The e-mail address or staff number of an agent, as typed, when he is not given by his id. */
	agent?: string;
	uses: string[];
	fromOn?: string;
	untilOn?: string;
	proof?: string;
};

/** Throws `Invalid` with one sentence per field (`person`, `uses`, `fromOn`, `untilOn`, `proof`). */
export function checkConsent(draft: ConsentDraft): {
	person: string;
	agentId: string | null;
	uses: ConsentUse[];
	fromOn: Day | null;
	untilOn: Day | null;
	proof: string;
} {
	const [person, proof] = [line(draft.person), line(draft.proof)];
	const [fromOn, untilOn] = [draft.fromOn || null, draft.untilOn || null];
	const uses = consentUses.filter((use) => draft.uses.includes(use));
	const fields: Record<string, string> = {};
	if (!person) fields.person = 'Donnez le nom de la personne.';
	else if (person.length > 120) fields.person = 'Ce nom dépasse 120 signes.';
	if (uses.length === 0) fields.uses = 'Cochez au moins un usage que la personne accepte.';
	if (fromOn && !isDay(fromOn)) fields.fromOn = 'Donnez une date qui existe.';
	if (untilOn && !isDay(untilOn)) fields.untilOn = 'Donnez une date qui existe.';
	else if (fromOn && untilOn && untilOn < fromOn) fields.untilOn = 'L’accord ne peut pas finir avant de commencer.';
	if (!proof) fields.proof = 'Dites où se trouve l’accord signé, pour pouvoir le montrer.';
	else if (proof.length > 300) fields.proof = 'Cette indication dépasse 300 signes.';
	const [problem] = Object.values(fields);
	if (problem) throw new Invalid(problem, fields);
	return { person, agentId: draft.agentId ?? null, uses, fromOn, untilOn, proof };
}

const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && dayText(Date.parse(`${text}T12:00:00Z`)) === text;

const dayText = (epoch: number): string => (Number.isNaN(epoch) ? '' : new Date(epoch).toISOString().slice(0, 10));

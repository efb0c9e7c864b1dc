import type { Reach } from '#kernel/reach.ts';
import { Invalid } from '#kernel/errors.ts';

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
	return { ...texts, decorative, focalX: percent(draft.focalX), focalY: percent(draft.focalY) };
}

const line = (text = ''): string =>
	text
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();

const percent = (value = 50): number => (Number.isFinite(value) ? Math.round(Math.min(100, Math.max(0, value))) : 50);

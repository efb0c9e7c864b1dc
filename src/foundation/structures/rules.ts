import { clampChroma, converter, formatHex, interpolate, wcagContrast } from 'culori';
import { Invalid } from '#kernel/errors.ts';
import type { Instant } from '#kernel/dates.ts';
import type { AccessibilityStatement, Identity } from './structure.ts';

/** Ratios that WCAG 2.2 asks: 1.4.3 for text, 1.4.11 for the parts of the interface. */
export const textRatio = 4.5;
export const componentRatio = 3;

/** The quiet ground on which identities are read. `ui/tokens.css` holds the same values. */
export const grounds = {
	light: { paper: '#fbf8f3', raised: '#fffdf9', sunk: '#f3ede2', ink: '#1c1a17' },
	dark: { paper: '#161412', raised: '#1f1c19', sunk: '#100e0d', ink: '#efeae2' }
} as const;

export type Theme = keyof typeof grounds;

/** What an identity becomes in one theme, as `#rrggbb`: a voice, the text upon it, and its lightest wash. */
export type Palette = { accent: string; onAccent: string; tint: string };

const toOklch = converter('oklch');

/** WCAG 2.2 contrast of two `#rrggbb` colours, from 1 to 21. */
export const contrast = (a: string, b: string): number => wcagContrast(a, b);

/** The colours of an identity in one theme. */
export function palette(identity: Pick<Identity, 'accent' | 'accentDark'>, theme: Theme): Palette {
	return paletteOf(theme === 'light' ? identity.accent : identity.accentDark, theme);
}

function paletteOf(accent: string, theme: Theme): Palette {
	const candidates = ['#ffffff', grounds.light.ink, grounds.dark.paper];
	const onAccent = candidates.reduce((best, next) => (contrast(next, accent) > contrast(best, accent) ? next : best));
	const wash = interpolate([grounds[theme].paper, accent], 'oklab');
	return { accent, onAccent, tint: formatHex(wash(theme === 'light' ? 0.08 : 0.12)) };
}

/**
 * The colour closest to `colour` that reads on `background` at `ratio` (WCAG 2.2): the same hue, the least change of
 * OKLCH lightness. The colour itself, in lower case, when it passes already.
 */
export const nearestPassing = (colour: string, background: string, ratio: number): string =>
	nearest(colour, (candidate) => contrast(candidate, background) >= ratio);

/** Steps away from the colour on both sides at once, so that the first that passes is the closest. */
function nearest(colour: string, passes: (candidate: string) => boolean): string {
	const start = formatHex(colour);
	const base = toOklch(start);
	if (!start || !base) return grounds.light.ink;
	if (passes(start)) return start;
	for (let step = 1; step <= 200; step++) {
		for (const lightness of [base.l - step / 200, base.l + step / 200]) {
			if (lightness < 0 || lightness > 1) continue;
			const candidate = formatHex(clampChroma({ ...base, l: lightness }, 'oklch'));
			if (passes(candidate)) return candidate;
		}
	}
	return contrast('#000000', start) > contrast('#ffffff', start) ? '#000000' : '#ffffff';
}

/** Whether a voice can be read everywhere that pages use it, in one theme. */
function readable(accent: string, theme: Theme): boolean {
	const { onAccent, tint } = paletteOf(accent, theme);
	const { paper, raised, sunk, ink } = grounds[theme];
	const asText = [paper, raised, sunk, tint].every((ground) => contrast(accent, ground) >= textRatio);
	return asText && contrast(onAccent, accent) >= textRatio && contrast(ink, tint) >= textRatio;
}

/**
 * Refuses an identity that somebody could not read: text at 4.5:1 on every ground and under the words of a button, in
 * both themes; the parts of the interface, which need 3:1 only, follow. Throws `Invalid` with, beside each field, the
 * nearest colour that passes.
 */
export function checkIdentity(identity: Identity): void {
	const fields: Record<string, string> = {};
	for (const [field, theme] of [
		['accent', 'light'],
		['accentDark', 'dark']
	] as const) {
		const fault = faultOf(identity[field], theme);
		if (fault) fields[field] = fault;
	}
	const [message] = Object.values(fields);
	if (message) throw new Invalid(message, fields);
}

function faultOf(colour: string, theme: Theme): string | undefined {
	if (!/^#[0-9a-f]{6}$/i.test(colour)) return 'Donnez une couleur en six chiffres, par exemple #9a2b3c.';
	if (readable(colour, theme)) return undefined;
	const ratio = contrast(colour, grounds[theme].paper).toFixed(1).replace('.', ',');
	const proposed = nearest(colour, (candidate) => readable(candidate, theme));
	const where = theme === 'light' ? 'clair' : 'sombre';
	return `La couleur ${colour} ne se lit pas assez bien sur fond ${where} (contraste de ${ratio} sur le papier, il faut 4,5 sur tous les fonds). La plus proche qui convient : ${proposed}.`;
}

/** An audit is worth three years (obligations of RGAA 4.1.2). */
const auditYears = 3;

export type Conformity = 'full' | 'partial' | 'none';

/** What the law makes one say: nothing better than "non conforme" without an audit that is still valid at `now`. */
export function conformity({ rate, auditedOn }: AccessibilityStatement, now: Instant): Conformity {
	if (rate === null || !auditedOn) return 'none';
	const end = `${Number(auditedOn.slice(0, 4)) + auditYears}${auditedOn.slice(4, 10)}`;
	if (now.slice(0, 10) > end || rate < 50) return 'none';
	return rate >= 100 ? 'full' : 'partial';
}

/** One of the three exact mentions that every page carries. */
export const conformityMentions: Record<Conformity, string> = {
	full: 'Accessibilité : totalement conforme',
	partial: 'Accessibilité : partiellement conforme',
	none: 'Accessibilité : non conforme'
};

import { palette } from './rules.ts';
import type { Structure, Typeface } from './structure.ts';

type Face = Pick<Structure, 'slug' | 'identity'>;

/** How each title typeface is set, so that one family of pages stays one family. */
const typefaces: Record<Typeface, string> = {
	bricolage: `--title:'Bricolage Grotesque',system-ui,sans-serif`,
	schibsted: `--title:'Schibsted Grotesk',system-ui,sans-serif;--title-tracking:-.016em`,
	fraunces: `--title:'Fraunces',Georgia,serif;--title-weight:600;--title-heavy:620;--title-tracking:-.014em`,
	newsreader: `--title:'Newsreader',Georgia,serif;--title-weight:600;--title-heavy:620;--title-tracking:-.012em`
};

/**
 * The faces of all structures as a style sheet: `[data-structure]` sets the page of one, `[data-voice]` the colour of
 * one among several. Browsers without `light-dark()` follow the system's theme.
 */
export function charteCss(structures: Face[]): string {
	return structures.map(({ slug, identity }) => face(slug, identity)).join('');
}

function face(slug: string, identity: Structure['identity']): string {
	const [light, dark] = [palette(identity, 'light'), palette(identity, 'dark')];
	const page = `[data-structure='${slug}']`;
	const voice = `[data-voice='${slug}']`;
	const set = ({ accent, onAccent, tint }: typeof light) =>
		`${page}{--accent:${accent};--on-accent:${onAccent};--tint:${tint}}${voice}{--who:${accent};--on-who:${onAccent};--who-tint:${tint}}`;
	const both = {
		accent: `light-dark(${light.accent},${dark.accent})`,
		onAccent: `light-dark(${light.onAccent},${dark.onAccent})`,
		tint: `light-dark(${light.tint},${dark.tint})`
	};
	const older = `@supports not (color:light-dark(#000,#fff)){${set(light)}@media (prefers-color-scheme:dark){${set(dark)}}}`;
	return `${page}{${typefaces[identity.typeface]}}${set(both)}${older}\n`;
}

/** Changes whenever the style sheet does: FNV-1a, 32 bits, in base 36. Names a version, proves nothing. */
export function charteVersion(structures: Face[]): string {
	let hash = 0x811c9dc5;
	for (const sign of charteCss(structures)) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
	return (hash >>> 0).toString(36);
}

import { escapeHtml } from '#kernel/escaping.ts';
import { typeset } from '#kernel/text.ts';
import { pictureSet, pictureUrl } from '#foundation/media/index.ts';
import type { ReadArticle } from '#editions/publications/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Paper } from '../print.ts';

/** A text that somebody typed, set in French and made safe. */
export const words = (text: string): string => escapeHtml(typeset(text));

/** The trait of some structures, in the order of all, with their names beside it, and what follows them. */
export function trait(paper: Paper, voices: string[], after = ''): string {
	const speaking = voicesIn(paper, voices);
	const names = speaking.map(({ shortName }) => shortName.replaceAll(' ', '\u00a0')).join(' · ');
	const said = [names, after].filter(Boolean).join(' · ');
	return `<p class="trait">${bar(speaking)}<span>${words(said)}</span></p>`;
}

export const voicesIn = ({ structures }: Paper, ids: string[]): Structure[] =>
	structures.filter(({ id }) => ids.includes(id));

export const bar = (voices: Pick<Structure, 'slug'>[]): string =>
	`<span class="bar" aria-hidden="true">${voices.map(({ slug }) => `<b data-voice="${escapeHtml(slug)}"></b>`).join('')}</span>`;

const tenth = (percent: number) => Math.round(percent / 10) * 10;

/** A picture without its caption; `width` in pixels is what paper needs of it. */
export function picture({ media, alt }: NonNullable<ReadArticle['article']['picture']>, width: number): string {
	const size = media.width && media.height ? ` width="${media.width}" height="${media.height}"` : '';
	const webp = `<source type="image/webp" srcset="${escapeHtml(pictureSet(media, 'webp'))}" sizes="100vw">`;
	const image = `<img src="${escapeHtml(pictureUrl(media, width, 'jpg'))}"${size} alt="${words(alt)}" data-x="${tenth(media.focalX)}" data-y="${tenth(media.focalY)}">`;
	return `<picture>${webp}${image}</picture>`;
}

/** A picture with its caption and credit, which are one sentence each. */
export function figure(shown: NonNullable<ReadArticle['article']['picture']>, width: number): string {
	const caption = shown.caption && shown.credit ? shown.caption.replace(/(\p{L}|\d|»)$/u, '$1.') : shown.caption;
	const said = [caption, shown.credit].filter(Boolean).join(' ');
	return `<figure>${picture(shown, width)}${said ? `<figcaption>${words(said)}</figcaption>` : ''}</figure>`;
}

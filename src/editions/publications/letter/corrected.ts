import { plainDay, type Instant } from '#kernel/dates.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { typeset } from '#kernel/text.ts';

/** An article of a letter that was corrected after it appeared. */
export type Corrected = { title: string; text: string; at: Instant };

/** "Corrigé le 28 novembre 2026 : la salle ouvre à 9 h." */
export const correctedSentence = ({ text, at }: Omit<Corrected, 'title'>): string =>
	typeset(`Corrigé le ${plainDay(at)} : ${text.trim() || 'le texte à jour est dans l’article.'}`);

/**
 * The letter in a browser says at its head what was corrected since it was sent. What was sent is never changed; nor is the
 * template, which a structure may have made its own.
 */
export function markCorrected(html: string, corrected: Corrected[]): string {
	if (corrected.length === 0) return html;
	const lines = corrected
		.map(
			(one) =>
				`<p style="margin:0 0 8px;"><b>${escapeHtml(typeset(one.title))}</b><br>${escapeHtml(correctedSentence(one))}</p>`
		)
		.join('');
	const note = `<div role="note" style="box-sizing:border-box;max-width:600px;margin:0 auto;padding:16px 24px 8px;background:#fff7e0;color:#1c1a17;border-left:6px solid #9c2a10;font:400 16px/1.5 Arial, Helvetica, sans-serif;">${lines}</div>`;
	return html.replace(/<div[^>]*\brole="main"[^>]*>/, (opening) => `${opening}${note}`);
}

import { createHash } from 'node:crypto';
import { canMakePdf, paperPdf, type PaperHouse, type PrintHouse } from '#editions/prints/index.server.ts';
import { paperHtml, paperStyle, type Paper } from '#editions/prints/index.ts';
import { contentDisposition, isKnownTag } from '#foundation/media/index.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { paperFontFaces } from './paper-fonts.ts';

type House = PaperHouse & PrintHouse;

/** The sheets have one style, which the policy names; nothing in them runs. The composer shows them in a frame. */
const policyOf = (style: string): string =>
	`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** An issue as sheets on a screen, with the way to paper: a file where a browser makes one here, else how to print. */
export function paperPage(paper: Paper, house: House, url: URL, cache: string): Response {
	const tools = toolsOf(paper, canMakePdf(house.settings) ? `${url.pathname}.pdf${url.search}` : undefined);
	const fonts = paperFontFaces;
	return new Response(paperHtml(paper, { fonts, tools, pages: null }), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-language': 'fr',
			'content-security-policy': policyOf(paperStyle(paper, fonts)),
			'x-frame-options': 'SAMEORIGIN',
			'cache-control': cache
		}
	});
}

function toolsOf({ webUrl }: Paper, pdf: string | undefined): string {
	const back = new URL(webUrl);
	const way = pdf
		? `<a class="button" href="${escapeHtml(pdf)}">Télécharger le PDF (A4)</a>`
		: '<p>Pour l’imprimer ou en faire un PDF&nbsp;: Ctrl + P (⌘ + P sur Mac), format A4, sans en-têtes ni pieds de page du navigateur.</p>';
	return `<nav class="tools" aria-label="Ce numéro"><a href="${escapeHtml(back.pathname + back.search)}">Lire à l’écran</a>${way}</nav>`;
}

/** The same as a PDF file. Throws `Conflict` where no browser makes it. */
export async function paperFile(paper: Paper, house: House, request: Request, cache: string): Promise<Response> {
	const pdf = await paperPdf(house, paper);
	const { publication, issue } = paper.page;
	const etag = `"${createHash('sha256').update(pdf).digest('hex').slice(0, 32)}"`;
	const headers = { etag, 'cache-control': cache };
	if (isKnownTag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(pdf), {
		headers: {
			...headers,
			'content-type': 'application/pdf',
			'content-length': String(pdf.length),
			'content-disposition': contentDisposition(
				'inline',
				`${publication.slug}-${issue.number}-${paper.structure.slug}.pdf`
			)
		}
	});
}

export const paperCache = { agents: 'private, no-cache', everybody: 'public, max-age=60' };

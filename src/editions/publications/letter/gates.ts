import { escapeHtml } from '#kernel/escaping.ts';
import { subjectLimit } from '../rules.ts';
import { serviceSentence } from './source.ts';
import { bytesGauge, bytesLimit, tokens, type ArticleWeight, type Remark } from './letter.ts';

/** What the gates look at, once a letter is compiled. Bytes are UTF-8. */
export type Gated = {
	html: string;
	bytes: number;
	subject: string;
	preheader: string;
	articles: ArticleWeight[];
	origin: string;
	/** A page for the browser has nobody to unsubscribe. */
	isPage: boolean;
	/** Service information cannot be left, and says so. */
	isService?: boolean;
};

export type Verdict = { errors: Remark[]; warnings: Remark[] };

const remark = (code: string, message: string): Remark => ({ code, message });
const kilo = (bytes: number): string => (bytes / 1000).toFixed(1).replace('.', ',');

/** Everything that is asked of a compiled letter before it may leave: errors block it, warnings are shown. Pure. */
export function gate(letter: Gated): Verdict {
	const { html, origin } = letter;
	const size = sizeOf(letter);
	return {
		errors: [
			...size.errors,
			...languageOf(html),
			...headingsOf(html),
			...tablesOf(html),
			...imagesOf(html, origin),
			...linksOf(html),
			...foreignersOf(html),
			...tokensOf(html),
			...(letter.isPage ? [] : footerOf(letter))
		],
		warnings: [...size.warnings, ...envelopeOf(letter)]
	};
}

/** Over the limit: by how much, and which articles to shorten, the heaviest first, until it would fit. */
function sizeOf({ bytes, articles }: Gated): Verdict {
	if (bytes <= bytesGauge) return { errors: [], warnings: [] };
	if (bytes <= bytesLimit) {
		const message = `La lettre pèse ${kilo(bytes)} ko sur ${bytesLimit / 1000} : elle approche de la limite.`;
		return { errors: [], warnings: [remark('size-near', message)] };
	}
	const over = bytes - bytesLimit;
	const named = toShorten(articles, over).map(({ title, bytes: own }) => `« ${title} » (${kilo(own)} ko)`);
	const advice = named.length
		? ` Passez en résumé ou en titre, dans cet ordre : ${named.join(', ')}.`
		: ' Retirez des articles ou raccourcissez l’éditorial.';
	const message = `La lettre pèse ${kilo(bytes)} ko : ${kilo(over)} ko de trop, elle serait coupée par les messageries.${advice}`;
	return { errors: [remark('size-over', message)], warnings: [] };
}

/** What an article weighs once reduced to its title and a link, in bytes: about. */
const reducedBytes = 1500;

/** The fewest heaviest articles whose reduction would save `over` bytes; whole texts before summaries. */
export function toShorten(articles: ArticleWeight[], over: number): ArticleWeight[] {
	const isLong = ({ form }: ArticleWeight) => form === 'full' || form === 'lead';
	const heaviest = articles
		.filter(({ form, bytes }) => form !== 'title' && bytes > reducedBytes)
		.sort((a, b) => Number(isLong(b)) - Number(isLong(a)) || b.bytes - a.bytes);
	let saved = 0;
	return heaviest.filter(({ bytes }) => {
		if (saved >= over) return false;
		saved += bytes - reducedBytes;
		return true;
	});
}

function envelopeOf({ subject, preheader }: Gated): Remark[] {
	const found: Remark[] = [];
	if (subject.length > subjectLimit)
		found.push(
			remark('subject-long', `L’objet compte ${subject.length} signes : au-delà de ${subjectLimit}, il est coupé.`)
		);
	if (!preheader) found.push(remark('preheader-missing', 'Le texte d’aperçu manque.'));
	else if (preheader === subject) found.push(remark('preheader-same', 'Le texte d’aperçu répète l’objet.'));
	return found;
}

/** RGAA 8.3 and 8.5; the language is asked on the body too, because mail clients drop the `html` element. */
function languageOf(html: string): Remark[] {
	const found: Remark[] = [];
	if (!/<html[^>]*\slang="fr"[^>]*\sdir="ltr"/.test(html))
		found.push(remark('lang', 'La lettre ne dit pas sa langue.'));
	if (!/role="article"[^>]*\slang="fr"/.test(html))
		found.push(remark('lang', 'Le corps de la lettre ne dit pas sa langue.'));
	if (!/<title>[^<]*\S[^<]*<\/title>/.test(html)) found.push(remark('title', 'La lettre n’a pas de titre.'));
	return found;
}

/** One heading of level 1, and no level skipped on the way down: RGAA 9.1. */
function headingsOf(html: string): Remark[] {
	const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map((match) => Number(match[1]));
	const found: Remark[] = [];
	const first = levels.filter((level) => level === 1).length;
	if (first !== 1) found.push(remark('h1', `La lettre a ${first} titre(s) de niveau 1 au lieu d’un.`));
	const skipped = levels.findIndex((level, index) => index > 0 && level > levels[index - 1]! + 1);
	if (skipped > 0)
		found.push(
			remark('heading-order', `Un titre de niveau ${levels[skipped]} suit un titre de niveau ${levels[skipped - 1]}.`)
		);
	return found;
}

/** A table either lays out and says so, or holds data and has headers. */
function tablesOf(html: string): Remark[] {
	const silent = [...html.matchAll(/<table\b([^>]*)>/g)].filter((match) => {
		if (/\brole="(presentation|none|table)"/.test(match[1]!)) return false;
		const end = html.indexOf('</table>', match.index);
		return !/<(th|caption)\b/.test(html.slice(match.index, end));
	});
	return silent.length
		? [remark('table-role', `${silent.length} tableau(x) de mise en page sans role="presentation".`)]
		: [];
}

/** Every picture says what it shows or that it decorates, comes from us, and is one. */
function imagesOf(html: string, origin: string): Remark[] {
	const found: Remark[] = [];
	for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) {
		const source = /\ssrc="([^"]*)"/.exec(tag)?.[1] ?? '';
		if (!/\salt="/.test(tag)) found.push(remark('alt', `L’image ${source} n’a pas de texte de remplacement.`));
		if (!source.startsWith(`${origin}/`) && !source.startsWith('cid:'))
			found.push(remark('image-foreign', `L’image ${source} vient d’ailleurs : les lettres n’en chargent pas.`));
		if (/\s(width|height)="[01](px)?"/.test(tag))
			found.push(remark('pixel', `L’image ${source} est un pixel espion : elle est refusée.`));
	}
	return found;
}

/** Links are whole addresses of known schemes, and say where they lead out of context: RGAA 6.1. */
function linksOf(html: string): Remark[] {
	const found: Remark[] = [];
	const known: string[] = Object.values(tokens);
	for (const [, href = '', inside = ''] of html.matchAll(/<a\b[^>]*\shref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)) {
		if (!known.includes(href) && !/^(https?:\/\/[^\s/]|mailto:|tel:|#)/.test(href))
			found.push(remark('link', `Le lien « ${href} » n’est pas une adresse complète.`));
		const words = inside.replace(/<img[^>]*\salt="([^"]*)"[^>]*>/g, '$1').replace(/<[^>]+>/g, '');
		if (!words.replace(/&nbsp;|&#160;/g, ' ').trim())
			found.push(remark('link-empty', `Le lien vers ${href} est muet.`));
	}
	return found;
}

/** Nothing that runs, nothing fetched from a third party. */
function foreignersOf(html: string): Remark[] {
	const visible = html.replace(/>[^<]*</g, '><');
	const found: Remark[] = [];
	if (/<(script|iframe|form|object|embed|input|svg|link|base)\b/i.test(visible))
		found.push(
			remark('active', 'La lettre contient un élément que les messageries refusent (script, cadre, formulaire).')
		);
	if (/<[^>]*\s(on[a-z]+=|href="\s*(javascript|data|vbscript):)/i.test(visible))
		found.push(remark('active', 'La lettre contient du code : il est refusé.'));
	if (/@import|@font-face|url\(\s*['"]?(https?:)?\/\//i.test(html.replace(/<body[\s\S]*/, '')))
		found.push(remark('font', 'La lettre charge une police ou un style d’ailleurs.'));
	return found;
}

/** What a template left unsaid. Braces that an author wrote are escaped before, so they never look like a token. */
function tokensOf(html: string): Remark[] {
	const known: string[] = Object.values(tokens);
	const unknown = [...html.matchAll(/\{\{.*?\}\}|\{%.*?%\}/g)]
		.map(([token]) => token)
		.filter((t) => !known.includes(t));
	return unknown.map((token) => remark('token', `Le repère ${token} est resté sans valeur.`));
}

/** A letter can always be left (article L. 34-5 of the code of posts and electronic communications), or says why not. */
function footerOf({ html, isService }: Gated): Remark[] {
	if (isService)
		return html.includes(escapeHtml(serviceSentence))
			? []
			: [remark('service', 'La lettre ne dit pas pourquoi on ne peut pas s’en désabonner.')];
	if (!html.includes(`href="${tokens.unsubscribe}"`))
		return [remark('unsubscribe', 'Le lien de désabonnement manque.')];
	return [];
}

import { safeHref } from '#kernel/escaping.ts';
import { hostOf } from '../channels/links.ts';
import type { Block, Mark } from '../document.ts';
import { said, tidy, type ElementReader, type Hand, type Piece } from './pieces.server.ts';
import { unresolved } from './reading.ts';
import { withMark, words } from './words.server.ts';
import type { Element } from './trees.ts';

/** Where a foreign link leads, mended where people type less or more than an address; undefined when it may not be followed. */
export function readHref(href: string): string | undefined {
	const typed = href.trim().replace(/[\n\t]/g, '');
	const safe = safeHref(typed);
	if (safe !== undefined) return safe;
	// What people paste around an address: brackets, stars, a list's number, the end of a sentence.
	const bare = decoded(typed).replace(/^[\s(<*"«]+|[\s)>*"».,;]+$/g, '');
	if (/^(\/\/|www\.)/i.test(bare)) return safeHref(`https://${bare.replace(/^\/\//, '')}`);
	if (/^[^\s@/:]+@[^\s@/]+\.[a-z]{2,}$/i.test(bare)) return safeHref(`mailto:${bare}`);
	if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(fr|com|org|net|eu|info)(\/\S*)?$/i.test(bare)) return safeHref(`https://${bare}`);
	const inside = /(?<![\w:])https?:\/\/\S+$/i.exec(bare);
	return inside ? safeHref(inside[0]) : undefined;
}

function decoded(text: string): string {
	try {
		return decodeURI(text);
	} catch {
		return text;
	}
}

const isPictureFile = (href: string) => /\.(avif|gif|jpe?g|png|svg|webp)([?#]|$)/i.test(href);

export const readLink: ElementReader = (element, marks, hand) => {
	if ('dataFootnoteBackref' in element.properties) return [];
	const typed = said(element, 'href');
	if (!typed) return hand.pieces(element.children, marks);
	const href = readHref(typed);
	if (href === undefined) {
		const message = `Le lien vers « ${typed.slice(0, 80)} » a été retiré : ce n’est pas une adresse que l’on peut suivre d’ici.`;
		hand.warnings.push({ code: 'link-refused', message });
		return hand.pieces(element.children, marks);
	}
	const inside = hand.pieces(element.children, withMark(marks, { type: 'link', attrs: { href } }));
	return withPictureLinks(inside, href);
};

/** A picture cannot be a link: one that led elsewhere than to itself is followed by that link. */
function withPictureLinks(pieces: Piece[], href: string): Piece[] {
	const hasWords = pieces.some((piece) => piece.type === 'text' && piece.text.trim() !== '');
	if (hasWords || isPictureFile(href)) return pieces;
	return pieces.flatMap((piece): Piece[] => {
		if (piece.type !== 'image') return [piece];
		const label = piece.attrs.caption || piece.attrs.alt || hostOf(href) || href;
		const link: Block = { type: 'paragraph', content: [words(label, [{ type: 'link', attrs: { href } }])] };
		return [piece, link];
	});
}

/** Below this, a picture with a size is a sign in the text: a smiley, a bullet, a tracking pixel. */
const signSize = 40;

/** Editors that escape quotes twice leave backslashes before them. */
const unescaped = (text: string) => tidy(text).replace(/\\+(?=["'])/g, '');

export const readImage: ElementReader = (element, marks) => {
	const alt = unescaped(said(element, 'alt'));
	const src = said(element, 'dataSrc') || said(element, 'dataLazySrc') || said(element, 'src');
	const size = Math.max(Number(said(element, 'width')) || 0, Number(said(element, 'height')) || 0);
	if (!src) return alt ? [words(alt, marks)] : [];
	if (size > 0 && size <= signSize) return alt ? [words(alt, marks)] : [];
	const caption = unescaped(said(element, 'title'));
	return [
		{
			type: 'image',
			attrs: { media: `${unresolved}${src}`, ...(alt && { alt }), ...(caption && { caption }) }
		}
	];
};

const videoHosts =
	/(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|tube[.-].*|peertube\..*|.*\.tube)$/;

/** The page that people watch, from the address made for frames. */
function watchAddress(href: string): string {
	const url = new URL(href);
	const id = /\/(?:embed|v)\/(?:video\/)?([\w-]+)/.exec(url.pathname)?.[1];
	if (id && /youtube/.test(url.hostname)) return `https://www.youtube.com/watch?v=${id}`;
	if (id && /dailymotion/.test(url.hostname)) return `https://www.dailymotion.com/video/${id}`;
	const vimeo = /^player\.vimeo\.com$/.test(url.hostname) && /\/video\/(\d+)/.exec(url.pathname)?.[1];
	if (vimeo) return `https://vimeo.com/${vimeo}`;
	return url.pathname.includes('/videos/embed/') ? href.replace('/videos/embed/', '/videos/watch/') : href;
}

/** Frames, players and plug-ins: nothing is embedded, everything stays one click away. */
export const readEmbed: ElementReader = (element, _marks, hand) => {
	const source = element.children.find(
		(child): child is Element => child.type === 'element' && child.tagName === 'source'
	);
	const typed =
		said(element, 'src') || said(element, 'dataSrc') || said(element, 'data') || (source && said(source, 'src')) || '';
	const href = readHref(typed);
	const inside = hand.blocks(element.children.filter((child) => child !== source));
	if (href === undefined) {
		const message = typed
			? `Un contenu intégré a été retiré : « ${typed.slice(0, 80)} » n’est pas une adresse que l’on peut suivre d’ici.`
			: 'Un contenu intégré sans adresse a été retiré.';
		hand.warnings.push({ code: 'content-removed', message });
		return inside;
	}
	return [...embedded(element, href, hand), ...inside.filter((block) => block.type !== 'paragraph')];
};

function embedded(element: Element, href: string, { warnings }: Hand): Block[] {
	const host = hostOf(href);
	const title = tidy(said(element, 'title')).slice(0, 250);
	const isSound = element.tagName === 'audio';
	const isVideo = element.tagName === 'video' || videoHosts.test(host);
	const message = `Un contenu intégré (${host || href.slice(0, 60)}) est devenu un lien.`;
	warnings.push({ code: 'form-reduced', message });
	if (isVideo && /^https?:/.test(href))
		return [{ type: 'video', attrs: { href: watchAddress(href), title: title || `vidéo sur ${host}` } }];
	const label =
		title || (isSound ? `Écouter l’enregistrement sur ${host}` : `Ouvrir le contenu sur ${host || 'sa page'}`);
	return [{ type: 'callToAction', attrs: { label, href } }];
}

/** `[lang]` on an element of text: a language mark, unless it is French. */
export function languageMarks(element: Element, marks: Mark[]): Mark[] {
	const lang = said(element, 'lang').trim();
	if (!/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(lang)) return marks;
	if (/^fr\b/i.test(lang)) return marks.filter(({ type }) => type !== 'language');
	return withMark(marks, { type: 'language', attrs: { lang } });
}

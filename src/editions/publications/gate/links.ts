import { isBareLink } from '#editorial/advice/index.ts';
import { fold } from '#kernel/text.ts';
import { tokens } from '../letter/letter.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Said } from './finding.ts';

export type Link = { href: string; text: string };

const entities: Record<string, string> = { '&amp;': '&', '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>' };
const plain = (html: string): string =>
	html
		.replace(/&(?:amp|#39|quot|lt|gt);/g, (entity) => entities[entity] ?? entity)
		.replace(/&(?:nbsp|#160);/g, '\u00a0');

/** The links of some HTML with their words, pictures by what they show. Those of one recipient are left out. */
export function linksOf(html: string): Link[] {
	const own: string[] = Object.values(tokens);
	return [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
		.map(([, href = '', inside = '']) => ({
			href: plain(href),
			text: plain(inside.replace(/<img[^>]*\salt="([^"]*)"[^>]*>/g, '$1').replace(/<[^>]+>/g, '')).trim()
		}))
		.filter(({ href }) => !own.includes(href));
}

/** Links that do not say where they lead, or the same words for two places (RGAA 6.1). */
export function linkTexts(links: Link[]): Said[] {
	const first = new Map<string, string>();
	return links.flatMap(({ href, text }): Said[] => {
		if (isBareLink(text))
			return [
				{
					...{ level: 'blocks', code: 'link-bare' },
					message: `Le lien « ${text} » ne dit pas où il mène : nommez la page (RGAA 6.1).`
				}
			];
		const known = first.get(fold(text));
		first.set(fold(text), known ?? href);
		if (!text || known === undefined || known === href) return [];
		return [
			{
				...{ level: 'blocks', code: 'link-same' },
				message: `« ${text} » mène à deux adresses différentes : donnez à chacune son nom.`
			}
		];
	});
}

/** Our pages that ask nobody to sign in. */
const open =
	/^\/(?:lettres|media|fichiers|flux|open-data|api|abonnement|desabonnement|accessibilite|mentions-legales|donnees-personnelles|plan-du-site)(?:[/?#]|$)/;

const inside =
	/(?:^|\.)intranet\.|\.(?:local|lan|intra|internal|corp|home\.arpa)$|^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/** Links of a letter that its readers could not open from outside. Agents open all of ours. */
export function linksInside(links: Link[], { reach, origin }: { reach: Reach; origin: string }): Said[] {
	if (reach === 'internal') return [];
	return links.flatMap(({ href, text }): Said[] => {
		const isOurs = href.startsWith(`${origin}/`) || href === origin;
		const isShut = isOurs ? !open.test(href.slice(origin.length)) : isInside(href);
		if (!isShut) return [];
		return [
			{
				...{ level: 'blocks', code: 'link-intranet' },
				message: `Le lien « ${text} » mène à l’intranet (${href}) : les lecteurs de cette lettre ne peuvent pas l’ouvrir.`
			}
		];
	});
}

function isInside(href: string): boolean {
	try {
		const { protocol, hostname } = new URL(href);
		return protocol.startsWith('http') && (inside.test(hostname) || !hostname.includes('.'));
	} catch {
		return false;
	}
}

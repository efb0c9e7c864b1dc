import type { Reach } from '#kernel/reach.ts';
import type { ArticleKind } from './article.ts';

/** A way out of an article (canal de diffusion). */
export type Outlet = 'intranet' | 'feed' | 'letter' | 'journal' | 'social' | 'print';

/**
 * `planned` waits for its moment; `published` reached it; `failed` did not, and says why; `ready` waits for a person (a
 * post to write, a page to print); `stale` went out before a correction.
 */
export type OutletState = 'planned' | 'published' | 'failed' | 'ready' | 'stale';

export const outletStateLabels: Record<OutletState, string> = {
	planned: 'Prévu',
	published: 'Publié',
	failed: 'Échec',
	ready: 'À faire',
	stale: 'À corriger ?'
};

type OutletRule = {
	label: string;
	/** What it does, in one line. */
	words: string;
	/** Whether it goes by itself at the moment of publication; the others wait for a person. */
	isAutomatic: boolean;
	/** The narrowest reach that may leave by it. */
	needs: Reach;
	/** Whether what left by it cannot be taken back, and is proposed for correction. */
	isFinal: boolean;
};

/** One line per way out: adding one here makes it appear in the editor for every article. */
export const outlets: Record<Outlet, OutletRule> = {
	intranet: {
		label: 'Intranet',
		words: 'Page, rubrique, une et recherche',
		isAutomatic: true,
		needs: 'internal',
		isFinal: false
	},
	feed: {
		label: 'Flux',
		words: 'Pour les sites et les lecteurs de flux',
		isAutomatic: true,
		needs: 'public',
		isFinal: false
	},
	letter: {
		label: 'Infolettre',
		words: 'Proposé au prochain numéro',
		isAutomatic: true,
		needs: 'internal',
		isFinal: true
	},
	journal: {
		label: 'Journal',
		words: 'Proposé au prochain numéro',
		isAutomatic: true,
		needs: 'internal',
		isFinal: true
	},
	social: {
		label: 'Réseaux sociaux',
		words: 'Texte et image prêts à publier',
		isAutomatic: false,
		needs: 'public',
		isFinal: true
	},
	print: {
		label: 'Affichage',
		words: 'Page A4 à imprimer pour les panneaux',
		isAutomatic: false,
		needs: 'internal',
		isFinal: true
	}
};

export const outletNames = Object.keys(outlets) as Outlet[];

/** Whether an article of this reach may leave by it. */
export const allowsOutlet = (outlet: Outlet, reach: Reach): boolean =>
	outlets[outlet].needs !== 'public' || reach === 'public';

/** What is ticked at first. An announcement stays in the house; everything else goes as far as its reach lets it. */
export function defaultOutlets(kind: ArticleKind, reach: Reach): Outlet[] {
	const wanted: Outlet[] =
		kind === 'announcement' ? ['intranet', 'print'] : ['intranet', 'feed', 'letter', 'journal', 'social'];
	return wanted.filter((outlet) => allowsOutlet(outlet, reach));
}

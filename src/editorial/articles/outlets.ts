import { shortDay, type Instant } from '#kernel/dates.ts';
import type { Reach } from '#kernel/reach.ts';
import { enumerate, typeset } from '#kernel/text.ts';
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

/** A way out that was asked for, and what became of it. `reason` says it in a sentence. */
export type ChosenOutlet = {
	outlet: Outlet;
	state: OutletState;
	reason: string;
	/** Where it can be seen, for what a person published. */
	url: string;
	at: Instant | null;
	/** What to say there, for what left before a correction. */
	proposal: string;
};

/** Usual ways out that a new choice takes away. */
export const droppedDefaults = (kind: ArticleKind, reach: Reach, before: Outlet[], chosen: Outlet[]): Outlet[] =>
	defaultOutlets(kind, reach).filter((outlet) => before.includes(outlet) && !chosen.includes(outlet));

/** Agents without an account on a network would know nothing of it: a network is never the only medium. */
export const isSocialAlone = (chosen: Outlet[]): boolean => chosen.includes('social') && !chosen.includes('intranet');

/** "l’infolettre et le journal" */
export const namesOfOutlets = (some: Outlet[]): string => enumerate(some.map((outlet) => outlets[outlet].label));

/** What to say where an article left before its correction. `notice` is what readers of the page are told, if anything. */
export function correctionProposal(
	outlet: Outlet,
	{ title, notice, updatedAt }: { title: string; notice: string; updatedAt: Instant | null }
): string {
	const named = typeset(`« ${title} »`);
	const day = updatedAt ? ` le ${shortDay(updatedAt)}` : '';
	const said = notice.trim() || 'Les informations à jour sont dans l’article.';
	if (outlet === 'print') return typeset(`À remplacer sur les panneaux : ${named}, corrigé${day}. ${said}`);
	if (outlet === 'social') return typeset(`Mise à jour${day} : ${named}. ${said}`);
	return typeset(`Dans notre dernier numéro, ${named} a été corrigé${day}. ${said}`);
}

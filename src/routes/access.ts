import { canReadReturns } from '#distribution/bounces/index.ts';
import { canKeepSomeList } from '#distribution/subscribers/index.ts';
import { canAnnounce } from '#editorial/announcements/index.ts';
import { canWriteSomething } from '#editorial/articles/index.ts';
import { canProposeInitiative } from '#editorial/initiatives/index.ts';
import { canAdminister, canAdministerEverything, type Actor, type Reader } from '#foundation/accounts/index.ts';

/** Who asks for a page. */
export type Visitor = { actor: Actor; reader: Reader | null; isLocal: boolean };

/** The rules that a route can have, with the words of `docs/routes.md`. What a page shows is decided by its queries. */
export const rules = {
	public: { words: 'everyone', allows: () => true },
	account: { words: 'signed in', allows: ({ actor }: Visitor) => actor.kind === 'agent' },
	agent: { words: 'signed in, and an agent of a structure', allows: ({ reader }: Visitor) => reader !== null },
	desk: { words: '`canWriteSomething`', allows: ({ actor }: Visitor) => canWriteSomething(actor) },
	keeping: { words: '`canKeepSomeList`', allows: ({ actor }: Visitor) => canKeepSomeList(actor) },
	proposing: { words: '`canProposeInitiative`', allows: ({ actor }: Visitor) => canProposeInitiative(actor) },
	announcing: { words: '`canAnnounce`', allows: ({ actor }: Visitor) => canAnnounce(actor) },
	returns: { words: '`canReadReturns`', allows: ({ actor }: Visitor) => canReadReturns(actor) },
	administration: { words: '`canAdminister`', allows: ({ actor }: Visitor) => canAdminister(actor) },
	everything: { words: '`canAdministerEverything`', allows: ({ actor }: Visitor) => canAdministerEverything(actor) },
	local: { words: 'from this machine only', allows: ({ isLocal }: Visitor) => isLocal }
};

export type Rule = keyof typeof rules;

/** Answered even when the database does not: nobody is looked up. */
export const isProbe = (routeId: string | null): boolean => routeId === '/sante' || routeId === '/metrics';

/** Pictures of letters are shown by mail readers, which are other sites. */
export const isEmbeddable = (routeId: string | null): boolean => routeId?.startsWith('/media/') ?? false;

/** Addresses and all that is below them; the longest that fits decides, and anything else is for agents. */
const declared: Record<string, Rule> = {
	'/connexion': 'public',
	'/bienvenue': 'public',
	'/charte.css': 'public',
	'/media': 'public',
	'/fichiers': 'public',
	'/lettres': 'public',
	'/flux': 'public',
	'/desabonnement': 'public',
	'/abonnement': 'public',
	'/adresse': 'public',
	'/decision': 'public',
	'/accessibilite': 'public',
	'/mentions-legales': 'public',
	'/donnees-personnelles': 'public',
	'/plan-du-site': 'public',
	'/refus': 'public',
	'/sante': 'public',
	'/metrics': 'local',
	'/deconnexion': 'account',
	'/calendrier': 'public',
	'/notifications': 'account',
	'/compte': 'account',
	'/structure': 'account',
	'/annonces/nouvelle': 'announcing',
	'/initiatives/nouvelle': 'proposing',
	'/redaction': 'desk',
	'/redaction/abonnes': 'keeping',
	// Whoever is invited to write one article may open it, whatever his roles: the article itself says who.
	'/redaction/articles/[id]': 'agent',
	// Whoever has the last word on a title sends it; each page asks.
	'/redaction/envois': 'agent',
	'/redaction/validations': 'agent',
	// Groups write their columns whatever their roles: the title says who.
	'/redaction/tribunes': 'agent',
	'/redaction/envois/retours': 'returns',
	// Everybody may know who validates what.
	'/redaction/circuits': 'agent',
	'/administration': 'administration',
	'/administration/courrier': 'everything',
	'/administration/rubriques': 'everything'
};

/** The rule of a route, by the id that SvelteKit gives it (`/articles/[slug]`, groups in brackets left out). */
export function ruleOf(routeId: string): Rule {
	let address = addressOf(routeId);
	while (address) {
		const rule = declared[address];
		if (rule) return rule;
		address = address.slice(0, address.lastIndexOf('/'));
	}
	return 'agent';
}

/** `/(reading)/articles/[slug]` → `/articles/[slug]` */
export const addressOf = (routeId: string): string => routeId.replace(/\/\([^)]*\)/g, '') || '/';

/**
 * Where to go after signing in: an address of our own, or the home page for anything else (another site, a scheme, the
 * pages of signing in and out themselves).
 */
export function ownPath(text: string | null | undefined): string {
	if (!text || !/^\/(?![/\\])/.test(text) || /\p{Cc}|\\/u.test(text)) return '/';
	const base = 'http://unisson.invalid';
	if (!URL.canParse(text, base)) return '/';
	const { origin, pathname, search, hash } = new URL(text, base);
	const isLoop = ['/connexion', '/deconnexion'].includes(pathname);
	return origin === base && !isLoop && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}

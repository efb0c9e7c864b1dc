import { getAnswered } from '#editorial/articles/index.server.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { reachOf, type Reached } from '#platform/reachable.server.ts';
import type { MadeVoice } from '../letter/voices.server.ts';
import type { Said } from './finding.ts';
import type { Link } from './links.ts';

const dead = (text: string, why: string): Said => ({
	...{ level: 'blocks', code: 'link-dead' },
	message: `Le lien « ${text} » est mort : ${why}.`
});

/** Links to our own articles and sections that the readers of a letter would not find. */
export async function ownLinksDead(db: Db, { source }: MadeVoice, links: Link[]): Promise<Said[]> {
	const { structure, publication, origin } = source;
	const reader = { structure: structure.id, structures: [structure.id], reach: publication.reach };
	const sections = new Set((await listSections(db)).map(({ slug }) => slug));
	const shown = new Set([...source.articles.values()].map(({ summary }) => summary.slug));
	const found: Said[] = [];
	for (const { href, text } of links) {
		const [, kind, slug = ''] =
			/^\/(articles|rubriques)\/([^/?#]+)/.exec(href.startsWith(origin) ? href.slice(origin.length) : '') ?? [];
		if (kind === 'rubriques' && !sections.has(slug)) found.push(dead(text, 'cette rubrique n’existe pas'));
		if (kind !== 'articles' || shown.has(slug)) continue;
		try {
			await getAnswered(db, reader, { slug });
		} catch (error) {
			if (!(error instanceof NotFound)) throw error;
			found.push(dead(text, `les lecteurs de ${structure.name} ne voient pas cet article`));
		}
	}
	return found;
}

const why: Record<Exclude<Reached, 'ok'>, string> = {
	missing: 'la page n’existe pas',
	silent: 'le site ne répond pas',
	refused: 'l’adresse n’est pas celle d’un site public'
};

/**
 * Links that lead elsewhere and lead nowhere, each asked once. They are to be looked at: a page that refuses machines may
 * still open for people, and a proof never waits for the network.
 */
export async function foreignLinksDead(links: Link[], origin: string): Promise<Said[]> {
	const foreign = new Map(
		links.filter(({ href }) => /^https?:/.test(href) && !href.startsWith(origin)).map(({ href, text }) => [href, text])
	);
	const asked = await Promise.all([...foreign].map(async ([href, text]) => ({ text, state: await reachOf(href) })));
	return asked.flatMap(({ text, state }) => (state === 'ok' ? [] : [{ ...dead(text, why[state]), level: 'warns' }]));
}

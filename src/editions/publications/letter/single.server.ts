import type { ArticleSummary } from '#editorial/articles/index.ts';
import { mediaIn, type Rendition } from '#editorial/content/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { reachAllows } from '#kernel/reach.ts';
import type { Issue, Publication } from '../publication.ts';
import { listAllPublications } from '../queries.server.ts';
import { plainSettings } from '../rules.ts';
import { compileLetter } from './compile.server.ts';
import type { LetterSettings } from './voices.server.ts';
import type { Letter } from './letter.ts';
import { templatesFor } from '#platform/mjml/templates.server.ts';

/** What is said of one article by one structure, published or not. */
export type Said = { summary: ArticleSummary; rendition: Rendition };

/**
 * An article alone, in full, in the letter that would carry it: that of a title of this structure for these readers,
 * else of a title without a name. It is shown, never sent: no issue holds it.
 */
export async function compileSingle(
	db: Db,
	structures: Structure[],
	structure: Structure,
	said: Said,
	settings: LetterSettings
): Promise<Letter> {
	const { reach, cover, blocks } = said.rendition;
	const pictures = [structure.identity.logo, cover?.media, ...mediaIn(blocks)];
	const publication = await titleFor(db, structure, reach);
	const issue = issueOf(publication, said);
	return compileLetter(
		{
			...{
				publication,
				issue,
				structure,
				blocks: issue.blocks,
				absent: [],
				unsaid: [],
				events: new Map(),
				isPage: false,
				origin: settings.origin
			},
			structures: new Map(structures.map((one) => [one.id, one])),
			articles: new Map([[said.summary.id, said]]),
			media: await loadMedia(
				db,
				pictures.filter((id) => id !== null && id !== undefined)
			)
		},
		templatesFor(settings.dataDir, structure.slug)
	);
}

async function titleFor(db: Db, structure: Structure, reach: Rendition['reach']): Promise<Publication> {
	const titles = (await listAllPublications(db)).filter(({ voices }) => voices.includes(structure.id));
	const letters = titles.filter(({ kind }) => kind === 'newsletter');
	const found = letters.find((one) => one.reach === reach) ?? letters.find((one) => reachAllows(one.reach, reach));
	const unnamed = {
		id: '',
		slug: 'apercu',
		kind: 'newsletter' as const,
		title: 'Infolettre',
		tagline: '',
		cadence: '',
		isService: false,
		settings: plainSettings
	};
	return { ...(found ?? { ...unnamed, ownerId: structure.id, voices: [structure.id] }), reach };
}

const issueOf = (publication: Publication, { summary, rendition }: Said): Issue => ({
	...{ id: 'preview', publicationId: publication.id, number: 1, title: rendition.title, date: dayOf(now()) },
	...{ preheader: rendition.standfirst.slice(0, 110), editorial: null, publishedAt: null },
	...{ voices: {}, isSpecial: false, version: 1, proofState: 'none', proofAt: null },
	blocks: [{ id: 'article', voices: [], kind: 'article', articleId: summary.id, form: 'full' }]
});

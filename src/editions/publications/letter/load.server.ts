import { findForWriting, findRenditions } from '#editorial/articles/index.server.ts';
import { mediaIn, type Block } from '#editorial/content/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Issue, IssueBlock, Publication } from '../publication.ts';
import { getPublicationById } from '../queries.server.ts';
import { articleIdsOf, spoken } from '../rules.ts';
import { blocksFor, editorialFor, withoutEmptyParts } from '../voices.ts';
import { eventsOf } from '../events.server.ts';
import { tellBlock } from '../own.ts';
import type { LetterSource } from './source.ts';

/** What every voice of an issue is made from. */
export type LetterGround = { publication: Publication; structures: Structure[] };

export const loadGround = async (db: Db, { publicationId }: Pick<Issue, 'publicationId'>): Promise<LetterGround> => ({
	publication: await getPublicationById(db, publicationId),
	structures: await listStructures(db)
});

/** What a letter needs, in a handful of queries. Articles are read as the readers of this letter may read them. */
export async function loadLetter(
	db: Db,
	issue: Issue,
	structure: Structure,
	{ origin, isPage = false, ground }: { origin: string; isPage?: boolean; ground?: LetterGround }
): Promise<LetterSource> {
	const { publication, structures } = ground ?? (await loadGround(db, issue));
	if (!publication.voices.includes(structure.id))
		throw new Invalid(`${structure.name} ne porte pas « ${publication.title} ».`);
	const blocks = blocksFor(issue, structure.id);
	const reader = { structure: structure.id, structures: [structure.id], reach: publication.reach };
	const articles = await findRenditions(db, reader, articleIdsOf(blocks));
	const events = await eventsOf(db, reader, blocks);
	const told = { publication, structure, reach: publication.reach, events };
	const isSaid = (block: IssueBlock) =>
		block.kind === 'article' ? articles.has(block.articleId) : tellBlock(block, told) !== undefined;
	const said = withoutEmptyParts(blocks, isSaid);
	const source = { publication, issue, structure, blocks: said, articles, events, origin, isPage };
	return {
		...source,
		unsaid: blocks.filter((block) => block.kind !== 'article' && !said.includes(block)),
		structures: new Map(structures.map((each) => [each.id, each])),
		absent: await titlesOf(
			db,
			structure.id,
			articleIdsOf(blocks).filter((id) => !articles.has(id))
		),
		media: await loadMedia(db, pictureIds(source))
	};
}

/** Only what this letter shows: covers of the large forms, pictures of the texts, the logo. */
function pictureIds(
	source: Pick<LetterSource, 'publication' | 'issue' | 'structure' | 'blocks' | 'articles'>
): string[] {
	const { structure, issue, publication } = source;
	const own = (doc: Parameters<typeof spoken>[0]): Block[] => spoken(doc, structure.id, publication.reach);
	const editorial = editorialFor(issue, structure.id);
	const ids: (string | null | undefined)[] = [
		structure.identity.logo,
		...(editorial ? mediaIn(own(editorial.body)) : []),
		editorial?.portrait?.media
	];
	for (const block of source.blocks) ids.push(...shownIn(block, source.articles, own));
	return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}

function shownIn(
	block: IssueBlock,
	articles: LetterSource['articles'],
	own: (doc: never) => Block[]
): (string | undefined)[] {
	if (block.kind === 'text' || block.kind === 'tribune') return mediaIn(own(block.body as never));
	if (block.kind !== 'article') return [];
	const said = articles.get(block.articleId)?.rendition;
	if (!said || block.form === 'summary' || block.form === 'title') return [];
	return [said.cover?.media, ...(block.form === 'full' ? mediaIn(said.blocks) : [])];
}

/** Titles for the officer, who composes with them; they stay out of the letter. */
async function titlesOf(db: Db, voice: string, ids: string[]): Promise<LetterSource['absent']> {
	const titles: LetterSource['absent'] = [];
	for (const id of ids) {
		const article = await findForWriting(db, operator, { id });
		if (!article) continue;
		const { title, variants } = article.content;
		titles.push({ id, slug: article.slug, title: variants[voice]?.title || title });
	}
	return titles;
}
